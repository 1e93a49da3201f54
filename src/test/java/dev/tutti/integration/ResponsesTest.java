package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Chat;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The Responses API over the wire, before upstreams of two dialects. */
class ResponsesTest {
  /** What Anthropic answers once the weather is known. */
  private static final String SUN =
      """
      {"id":"msg_2","type":"message","role":"assistant","model":"claude","content":[\
      {"type":"text","text":"Sun."}],"stop_reason":"end_turn",\
      "usage":{"input_tokens":9,"output_tokens":2}}\
      """;

  private static final String PATH = "/v1/responses";
  private static final String YAML =
      """
      server: {commit_after: 10m}
      providers:
        up: {base_url: "{upstream}", api_key: x}
        claude: {preset: anthropic, base_url: "{upstream}", api_key: x}
      """;

  private static final String WEATHER =
      """
      "tools":[{"type":"function","name":"weather","parameters":{"type":"object"}}]\
      """;

  @TempDir Path folder;
  private TestingUpstream upstream;
  private TestingTutti tutti;

  @BeforeEach
  void start() {
    upstream = TestingUpstream.start();
    open();
  }

  private void open() {
    tutti = TestingTutti.start(folder, YAML.replace("{upstream}", upstream.url()));
  }

  @AfterEach
  void stop() throws IOException {
    tutti.close();
    upstream.close();
  }

  private ReceivedRequest call(String method, String path, String body, String... headers)
      throws IOException {
    try (var client = tutti.client()) {
      var head = client.head(method, path, headers);
      var length = body.getBytes(StandardCharsets.UTF_8).length;
      client.send(head + (body.isEmpty() ? "" : "content-length: " + length + "\r\n") + "\r\n");
      if (!body.isEmpty()) {
        client.send(body);
      }
      return client.answer();
    }
  }

  private JsonNode post(String body, String... headers) throws IOException {
    return ok(call("POST", PATH, body, headers));
  }

  private static JsonNode ok(ReceivedRequest heard) {
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    return Json.tree(heard.body());
  }

  private static String id(JsonNode json) {
    return json.path("id").asString();
  }

  private static String text(JsonNode response) {
    return response.path("output").path(0).path("content").path(0).path("text").asString("");
  }

  /** The data of all events, each with the name that stands before it. */
  private static List<JsonNode> events(TestingClient client) throws IOException {
    assertThat(client.head().status()).isEqualTo(200);
    var all = new ArrayList<JsonNode>();
    for (var event : client.events()) {
      var lines = event.lines().toList();
      var json = Json.tree(lines.get(1).substring("data: ".length()));
      assertThat(lines.getFirst()).isEqualTo("event: " + json.path("type").asString());
      assertThat(json.path("sequence_number").asInt(-1)).isEqualTo(all.size());
      all.add(json);
    }
    return all;
  }

  private static List<String> types(List<JsonNode> events) {
    return events.stream().map(event -> event.path("type").asString()).toList();
  }

  @Test
  void a_whole_answer_is_a_response() throws Exception {
    upstream.play(Chat.answers("Hi"));
    var response = post("{\"model\":\"up/small\",\"input\":\"Hello\",\"metadata\":{\"a\":\"b\"}}");
    assertThat(id(response)).matches("resp_[0-9a-f]{48}");
    assertThat(response.path("object").asString()).isEqualTo("response");
    assertThat(response.path("status").asString()).isEqualTo("completed");
    assertThat(response.path("model").asString()).isEqualTo("up/small");
    assertThat(response.path("metadata").path("a").asString()).isEqualTo("b");
    assertThat(text(response)).isEqualTo("Hi");
    assertThat(response.path("usage"))
        .isEqualTo(
            Json.tree(
                """
                {"input_tokens":9,"input_tokens_details":{"cached_tokens":0,"cache_write_tokens":0},\
                "output_tokens":2,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":11}\
                """));
    var sent = Json.tree(upstream.turn().heard().body());
    assertThat(sent.path("messages"))
        .isEqualTo(Json.tree("[{\"role\":\"user\",\"content\":\"Hello\"}]"));
    assertThat(sent.has("metadata")).isFalse();
    assertThat(ok(call("GET", PATH + "/" + id(response), ""))).isEqualTo(response);
  }

  @Test
  void a_stream_tells_every_step_and_its_response_is_there_at_its_end() throws Exception {
    upstream.play(Chat.says("Hel", "lo"));
    try (var client =
        tutti.client().post(PATH, "{\"model\":\"up/small\",\"input\":\"Hello\",\"stream\":true}")) {
      var events = events(client);
      assertThat(client.complete()).isTrue();
      assertThat(types(events))
          .containsExactly(
              "response.created",
              "response.in_progress",
              "response.output_item.added",
              "response.content_part.added",
              "response.output_text.delta",
              "response.output_text.delta",
              "response.output_text.done",
              "response.content_part.done",
              "response.output_item.done",
              "response.completed");
      var response = events.getLast().path("response");
      assertThat(text(response)).isEqualTo("Hello");
      assertThat(response.path("usage").path("total_tokens").asInt()).isEqualTo(11);
      assertThat(ok(call("GET", PATH + "/" + id(response), ""))).isEqualTo(response);
    }
  }

  private static final Script CALLS =
      turn ->
          turn.json(
              200,
              """
              {"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[\
              {"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Paris"}}],\
              "stop_reason":"tool_use","usage":{"input_tokens":5,"output_tokens":3}}\
              """);

  @Test
  void a_tool_loop_goes_on_with_the_previous_response_at_another_dialect() throws Exception {
    upstream.play(CALLS, turn -> turn.json(200, SUN));
    var first =
        post(
            """
            {"model":"claude/claude-sonnet-4-6","instructions":"Be brief.","input":"Weather?",%s}\
            """
                .formatted(WEATHER));
    var asked = first.path("output").path(0);
    assertThat(asked.path("type").asString()).isEqualTo("function_call");
    assertThat(asked.path("call_id").asString()).isEqualTo("toolu_1");
    assertThat(asked.path("arguments").asString()).isEqualTo("{\"city\":\"Paris\"}");
    var second =
        post(
            """
            {"model":"claude/claude-sonnet-4-6","previous_response_id":"%s","input":[
             {"type":"function_call_output","call_id":"toolu_1","output":"sunny"}],%s}\
            """
                .formatted(id(first), WEATHER));
    assertThat(text(second)).isEqualTo("Sun.");
    assertThat(second.path("previous_response_id").asString()).isEqualTo(id(first));
    assertThat(upstream.turn().heard().body()).contains("Be brief.");
    var sent = Json.tree(upstream.turn().heard().body());
    assertThat(sent.has("system")).as("instructions are not carried over").isFalse();
    assertThat(sent.path("messages").valueStream().map(each -> each.path("role").asString()))
        .containsExactly("user", "assistant", "user");
    assertThat(sent.path("messages").path(2).path("content").path(0).path("tool_use_id").asString())
        .isEqualTo("toolu_1");
    var given = ok(call("GET", PATH + "/" + id(second) + "/input_items?order=asc", ""));
    assertThat(given.path("data")).hasSize(1);
    assertThat(given.path("data").path(0).path("output").asString()).isEqualTo("sunny");
  }

  @Test
  void what_was_kept_outlives_a_restart_until_it_is_deleted() throws Exception {
    upstream.playAlways(Chat.answers("Hi"));
    var first = id(post("{\"model\":\"up/small\",\"input\":\"One\"}"));
    tutti.close();
    open();
    post("{\"model\":\"up/small\",\"input\":\"Two\",\"previous_response_id\":\"" + first + "\"}");
    upstream.turn();
    assertThat(Json.tree(upstream.turn().heard().body()).path("messages")).hasSize(3);
    var deleted = ok(call("DELETE", PATH + "/" + first, ""));
    assertThat(deleted.path("deleted").asBoolean()).isTrue();
    assertGone(call("GET", PATH + "/" + first, ""));
    assertGone(
        call(
            "POST",
            PATH,
            "{\"model\":\"up/small\",\"input\":\"x\",\"previous_response_id\":\"%s\"}"
                .formatted(first)));
  }

  private static void assertGone(ReceivedRequest heard) {
    assertThat(heard.status()).as(heard.body()).isEqualTo(404);
    assertThat(Json.tree(heard.body()).path("error").path("message").asString())
        .contains("is not here");
  }

  @Test
  void nothing_is_kept_of_who_does_not_want_it() throws Exception {
    upstream.play(Chat.answers("Hi"));
    var response = post("{\"model\":\"up/small\",\"input\":\"Hello\",\"store\":false}");
    assertThat(response.path("store").asBoolean(true)).isFalse();
    assertGone(call("GET", PATH + "/" + id(response), ""));
  }

  @Test
  void a_stream_that_breaks_is_never_complete() throws Exception {
    upstream.play(turn -> turn.stream().event(Chat.role()).event(Chat.text("Hel")).end());
    try (var client =
        tutti.client().post(PATH, "{\"model\":\"up/small\",\"input\":\"Hello\",\"stream\":true}")) {
      var events = events(client);
      assertThat(types(events)).contains("response.output_text.delta");
      assertThat(types(events).getLast()).isEqualTo("response.failed");
      var response = events.getLast().path("response");
      assertThat(response.path("status").asString()).isEqualTo("failed");
      assertThat(response.path("error").path("code").asString()).isEqualTo("server_error");
      assertThat(response.path("error").path("tutti_code").asString()).isEqualTo("truncated");
      assertThat(client.complete()).isFalse();
      assertGone(call("GET", PATH + "/" + id(response), ""));
    }
  }

  @Test
  void a_conversation_is_gone_on_with_and_added_to() throws Exception {
    upstream.playAlways(Chat.answers("Hi"));
    var begun =
        ok(
            call(
                "POST",
                "/v1/conversations",
                """
                {"metadata":{"a":"b"},"items":[{"role":"user","content":"My name is Li."}]}\
                """));
    var path = "/v1/conversations/" + id(begun);
    assertThat(begun.path("object").asString()).isEqualTo("conversation");
    var response =
        post(
            "{\"model\":\"up/small\",\"input\":\"Who am I?\",\"conversation\":\"%s\"}"
                .formatted(id(begun)));
    assertThat(response.path("conversation").path("id").asString()).isEqualTo(id(begun));
    assertThat(Json.tree(upstream.turn().heard().body()).path("messages")).hasSize(2);
    var items = ok(call("GET", path + "/items?order=asc", ""));
    assertThat(items.path("data")).hasSize(3);
    assertThat(items.path("has_more").asBoolean()).isFalse();
    assertThat(items.path("last_id").asString()).isEqualTo(id(response.path("output").path(0)));
    var item = items.path("data").path(0);
    assertThat(ok(call("GET", path + "/items/" + id(item), ""))).isEqualTo(item);
    ok(call("DELETE", path + "/items/" + id(item), ""));
    assertGone(call("GET", path + "/items/" + id(item), ""));
    ok(call("POST", path + "/items", "{\"items\":[{\"role\":\"user\",\"content\":\"More\"}]}"));
    assertThat(ok(call("GET", path + "/items", "")).path("data")).hasSize(3);
    var described = ok(call("POST", path, "{\"metadata\":{\"c\":\"d\"}}"));
    assertThat(described.path("metadata")).isEqualTo(Json.tree("{\"c\":\"d\"}"));
    ok(call("DELETE", path, ""));
    assertGone(call("GET", path, ""));
  }

  @Test
  void items_with_a_malformed_part_are_refused_when_they_are_added() throws Exception {
    var path = "/v1/conversations/" + id(ok(call("POST", "/v1/conversations", "{}"))) + "/items";
    var good = "{\"role\":\"user\",\"content\":\"Hi\"}";
    var bad = "{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":5}]}";
    var heard = call("POST", path, "{\"items\":[%s,%s]}".formatted(good, bad));
    assertThat(heard.status()).isEqualTo(400);
    assertThat(heard.body()).contains("items[1].content[0].text: 5 (expected: a string)");
    assertThat(ok(call("GET", path, "")).path("data")).isEmpty();
    var foreign = "{\"role\":\"user\",\"content\":[{\"type\":\"input_file\",\"file_id\":\"f\"}]}";
    ok(call("POST", path, "{\"items\":[%s]}".formatted(foreign)));
  }

  @Test
  void another_owners_responses_are_not_there() throws Exception {
    upstream.playAlways(Chat.answers("Hi"));
    String anna;
    String bert;
    try (var store = Store.attach(StoreSettings.in(tutti.data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      anna = key(keys, "anna");
      bert = key(keys, "bert");
    }
    tutti.close();
    open();
    var response = id(post("{\"model\":\"up/small\",\"input\":\"Hello\"}", anna));
    assertGone(call("GET", PATH + "/" + response, "", bert));
    assertGone(call("DELETE", PATH + "/" + response, "", bert));
    assertGone(call("GET", PATH + "/" + response + "/input_items", "", bert));
    var body =
        "{\"model\":\"up/small\",\"input\":\"x\",\"previous_response_id\":\"" + response + "\"}";
    assertGone(call("POST", PATH, body, bert));
    assertThat(ok(call("GET", PATH + "/" + response, "", anna)).path("id").asString())
        .isEqualTo(response);
  }

  private static String key(Keys keys, String owner) {
    var grant = new Grant(owner, owner, Role.USER, AllowedModels.ALL);
    return "authorization: Bearer " + Store.await(keys.create(grant)).secret();
  }

  @Test
  void both_kinds_of_past_at_once_are_refused() throws Exception {
    var heard =
        call(
            "POST",
            PATH,
            """
            {"model":"up/small","input":"x","previous_response_id":"a","conversation":"b"}\
            """);
    assertThat(heard.status()).isEqualTo(400);
    assertThat(heard.body()).contains("previous_response_id");
    assertThat(upstream.waiting()).isZero();
  }

  @Test
  void an_item_that_was_kept_may_be_named() throws Exception {
    upstream.playAlways(Chat.answers("Hi"));
    var said = post("{\"model\":\"up/small\",\"input\":\"Hello\"}").path("output").path(0);
    upstream.turn();
    post(
        """
        {"model":"up/small","input":[{"type":"item_reference","id":"%s"},{"role":"user","content":"Go on"}]}\
        """
            .formatted(id(said)));
    assertThat(Json.tree(upstream.turn().heard().body()).path("messages"))
        .isEqualTo(
            Json.tree(
                """
                [{"role":"assistant","content":"Hi"},{"role":"user","content":"Go on"}]\
                """));
  }
}
