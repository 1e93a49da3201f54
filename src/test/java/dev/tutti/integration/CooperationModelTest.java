package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cooperations of the configuration as models. */
class CooperationModelTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          server: {heartbeat: 200ms, commit_after: 10m}
          providers: {up: {base_url: "{upstream}", api_key: sk-of-the-provider}}
          cooperations:
            panel: {members: [up/a, up/b, up/a], voting: {consensus_threshold: 0.6}, deadline: 60s}
            write: {members: [up/a, up/b], strategy: synthesis, judge: up/w}
            chain: {kind: sequential, members: [up/a, up/b], strategy: structured_output}
            steps:
              kind: pipeline
              steps:
                - {step: one, model: up/a, task: "First: {{ query }}", params: {temperature: 0.1, max_tokens: 7}}
                - {step: two, model: up/w, task: "Second: {{ one }}"}
            lost: {members: [up/a, gone]}
            circle: {members: [auto, up/a]}
            json: {members: [up/x, up/y, up/z], voting: {consensus_threshold: 0.6}}
          routing:
            strategies: {cascade: "coop:circle"}
            rules: [{name: all, max_chars: 1000, strategy: cascade}]
          """);

  private static final ModelScripts scripts = new ModelScripts();

  @BeforeEach
  void play() {
    rig.upstream().playAlways(scripts);
    scripts.forget();
    scripts.says("a", "Answer: 4").says("b", "Answer: 5").says("w", "The whole.");
  }

  private static String body(String model, String more) {
    return "{\"model\":\"%s\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"2+2?\"}]%s}"
        .formatted(model, more);
  }

  @Test
  void they_are_listed_and_answer_whole() throws IOException {
    try (var admin = new TestingAdmin(rig.tutti().url(), "")) {
      assertThat(admin.get("/v1/models").text()).contains("coop:panel").contains("coop:steps");
      var answer = admin.post("/v1/chat/completions", body("coop:panel", "")).json();
      assertThat(answer.at("/choices/0/message/content").asString()).isEqualTo("Answer: 4");
      assertThat(answer.path("model").asString()).isEqualTo("coop:panel");
      assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(33);
      assertThat(scripts.asked().getFirst().path("max_tokens").asInt()).isEqualTo(50);
      var steps = admin.post("/v1/chat/completions", body("coop:steps", "")).json();
      assertThat(steps.at("/choices/0/message/content").asString()).isEqualTo("The whole.");
      var first = scripts.asked("a").getLast();
      assertThat(first.path("max_tokens").asInt()).isEqualTo(7);
      assertThat(ModelScripts.prompt(first)).isEqualTo("First: 2+2?");
    }
  }

  @Test
  void progress_comes_at_once_as_comments_then_the_last_stage_live() throws Exception {
    var gate = new Gate();
    scripts.on("b", turn -> Chat.answers("Answer: 5").play(turn.await(gate)));
    try (var client =
        rig.ask(
            body("coop:write", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"))) {
      assertThat(client.head().status()).isEqualTo(200);
      assertThat(client.data()).contains("\"role\":\"assistant\"");
      var comments = new ArrayList<String>();
      while (!comments.contains(": keep-alive")
          || comments.stream().noneMatch(CooperationModelTest::isAsked)) {
        comments.add(client.event().orElseThrow());
      }
      assertThat(comments).allMatch(each -> each.startsWith(":"));
      gate.open();
      var events = client.events();
      assertThat(events.getLast()).isEqualTo("data: [DONE]");
      assertThat(text(events)).isEqualTo("The whole.");
      var usage = Json.tree(events.get(events.size() - 2).substring("data: ".length()));
      assertThat(usage.at("/usage/total_tokens").asInt()).isEqualTo(33);
    }
  }

  @Test
  void progress_comes_in_chunks_for_who_asks() throws IOException {
    try (var client = rig.ask(body("coop:write", ",\"stream\":true"), "x-tutti-explain: 1")) {
      client.head();
      var events = client.events();
      assertThat(events)
          .anyMatch(
              each -> each.contains("\"choices\":[],\"tutti\":{\"progress\":{\"event\":\"asked\""));
      assertThat(text(events)).isEqualTo("The whole.");
    }
  }

  private static String text(List<String> events) {
    var text = new StringBuilder();
    for (var event : events) {
      if (event.startsWith("data: {")) {
        var chunk = Json.tree(event.substring("data: ".length()));
        text.append(chunk.at("/choices/0/delta/content").asString(""));
      }
    }
    return text.toString();
  }

  @Test
  void anthropics_endpoint_streams_the_same() throws IOException {
    try (var client = rig.tutti().client()) {
      client.post(
          "/v1/messages", body("coop:chain", ",\"stream\":true"), "anthropic-version: 2023-06-01");
      client.head();
      var all = new ArrayList<String>();
      for (Optional<String> event = client.event(); event.isPresent(); event = client.event()) {
        all.add(event.get());
      }
      all.removeIf(each -> each.startsWith("event: ping")); // which may come before all others
      assertThat(all.getFirst()).startsWith("event: message_start");
      assertThat(all).anyMatch(each -> each.startsWith(": tutti {"));
      assertThat(all).anyMatch(each -> each.contains("\"text\":\"Answer: 5\""));
      assertThat(all)
          .anyMatch(
              each -> each.contains("\"input_tokens\":18") && each.contains("\"output_tokens\":4"));
      assertThat(all.getLast()).startsWith("event: message_stop");
    }
  }

  @Test
  void what_is_wrong_has_a_status_of_its_own() {
    try (var admin = new TestingAdmin(rig.tutti().url(), "")) {
      var chat = "/v1/chat/completions";
      assertThat(admin.post(chat, body("coop:none", "")).status()).isEqualTo(404);
      var lost = admin.post(chat, body("coop:lost", ",\"stream\":true"));
      assertThat(lost.status()).isEqualTo(400);
      assertThat(lost.message()).contains("models[1]").contains("gone");
      var tools = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]";
      for (var refused : List.of(tools, ",\"n\":2", ",\"logprobs\":true")) {
        var answer = admin.post(chat, body("coop:panel", refused));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(refused).contains(answer.json().at("/error/param").asString());
        assertThat(answer.message()).contains("expected: ");
      }
      assertThat(scripts.asked()).isEmpty();
      scripts.forget();
      assertThat(admin.post(chat, body("coop:panel", "")).status()).isEqualTo(502);
    }
    assertThat(scripts.asked()).hasSizeBetween(2, 3); // two that fail leave no quorum
  }

  private static final String SCHEMA =
      """
      {"type":"json_schema","json_schema":{"name":"sum","schema":{"type":"object",
      "properties":{"sum":{"type":"number"}},"required":["sum"]}}}\
      """;

  @Test
  void a_vote_over_json_counts_values_and_gives_one_that_is_valid() {
    scripts.says("x", "{\"sum\": 4}").says("y", "```json\n{\"sum\": 4.0}\n```");
    scripts.says("z", "It is five.");
    try (var admin = new TestingAdmin(rig.tutti().url(), "")) {
      var answer =
          admin.post("/v1/chat/completions", body("coop:json", ",\"response_format\":" + SCHEMA));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      var text = answer.json().at("/choices/0/message/content").asString();
      assertThat(Json.tree(text).path("sum").asDouble()).isEqualTo(4);
      assertThat(scripts.asked("x").getFirst().at("/response_format/type").asString())
          .isEqualTo("json_schema");
      scripts.says("y", "{\"sum\": 5}");
      var none =
          admin.post("/v1/chat/completions", body("coop:json", ",\"response_format\":" + SCHEMA));
      assertThat(none.json().at("/error/code").asString())
          .as(none.text())
          .isEqualTo("invalid_output");
      assertThat(none.message()).contains("no consensus");
    }
  }

  @Test
  void only_the_last_stage_is_held_to_a_schema_where_it_writes_the_answer() {
    scripts.says("w", "{\"sum\": 4}").says("b", "{\"sum\": 5}");
    try (var admin = new TestingAdmin(rig.tutti().url(), "")) {
      for (var model : List.of("coop:write", "coop:steps", "coop:chain")) {
        var answer =
            admin.post("/v1/chat/completions", body(model, ",\"response_format\":" + SCHEMA));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/choices/0/message/content").asString())
            .startsWith("{\"sum\"");
      }
    }
    assertThat(scripts.asked("a")).noneMatch(each -> each.has("response_format"));
    assertThat(scripts.asked("w")).allMatch(each -> each.has("response_format"));
  }

  @Test
  void the_responses_api_streams_it_and_says_the_sum_of_usage() throws IOException {
    try (var client = rig.tutti().client()) {
      client.post("/v1/responses", "{\"model\":\"coop:write\",\"input\":\"2+2?\",\"stream\":true}");
      assertThat(client.head().status()).isEqualTo(200);
      var events = new ArrayList<String>();
      for (var event = client.event(); event.isPresent(); event = client.event()) {
        events.add(event.get());
      }
      events.removeIf(each -> each.equals(": keep-alive")); // which may come before all others
      assertThat(events.getFirst()).startsWith("event: response.created");
      assertThat(events).anyMatch(each -> each.startsWith(": tutti {\"event\":\"asked\""));
      assertThat(events).anyMatch(each -> each.contains("\"delta\":\"The whole.\""));
      assertThat(events.getLast())
          .startsWith("event: response.completed")
          .contains("\"total_tokens\":33");
    }
  }

  @Test
  void a_cooperation_is_not_asked_within_itself() {
    try (var admin = new TestingAdmin(rig.tutti().url(), "")) {
      var answer = admin.post("/v1/chat/completions", body("coop:circle", ""));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(scripts.asked()).hasSize(1);
    }
  }

  @Test
  void images_of_the_question_are_there_in_every_stage() {
    var chat =
        """
        {"model":"coop:write","messages":[{"role":"user","content":[
          {"type":"text","text":"What is this?"},
          {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]}]}
        """;
    try (var admin = new TestingAdmin(rig.tutti().url(), "")) {
      var answer = admin.post("/v1/chat/completions", chat);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
    for (var model : List.of("a", "w")) {
      var content = scripts.asked(model).getFirst().path("messages").valueStream().toList();
      var last = content.getLast().path("content");
      assertThat(last.at("/0/text").asString()).contains("What is this?");
      assertThat(last.at("/1/type").asString()).isEqualTo("image_url");
    }
  }

  private static boolean isAsked(String comment) {
    return comment.startsWith(": tutti {\"event\":\"asked\"");
  }
}
