package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.io.IOException;
import java.time.Duration;
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
          server: {heartbeat: 200ms}
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
    long began = System.nanoTime();
    try (var client =
        rig.ask(
            body("coop:write", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"))) {
      assertThat(client.head().status()).isEqualTo(200);
      var first = client.event().orElseThrow();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
      assertThat(first).contains("\"role\":\"assistant\"");
      var comments = new ArrayList<String>();
      for (var event = client.event(); event.isPresent(); event = client.event()) {
        comments.add(event.get());
        if (event.get().equals(": keep-alive")) {
          break;
        }
      }
      assertThat(comments).allMatch(each -> each.startsWith(":"));
      assertThat(comments).anyMatch(each -> each.startsWith(": tutti {\"event\":\"asked\""));
      assertThat(comments).contains(": keep-alive");
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
      assertThat(admin.post(chat, body("coop:panel", tools)).message()).contains("tools");
      scripts.forget();
      assertThat(admin.post(chat, body("coop:panel", "")).status()).isEqualTo(502);
    }
    assertThat(scripts.asked()).hasSize(3);
  }
}
