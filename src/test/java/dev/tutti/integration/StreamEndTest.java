package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.role;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static dev.tutti.testing.Chat.usage;
import static dev.tutti.testing.Chat.whole;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.Turn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** How a stream ends: once, and never so that a broken answer looks complete. */
class StreamEndTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  @Test
  void done_comes_once_and_last_whatever_the_upstream_does() throws Exception {
    Script twice = turn -> turn.stream().event(text("Hi")).event(finish()).event("[DONE]").done();
    Script never = turn -> turn.stream().event(text("Hi")).event(finish()).end();
    Script more =
        turn ->
            turn.stream().event(text("Hi")).event(finish()).event("[DONE]").event(text("x")).end();
    for (var script : List.of(twice, never, more)) {
      rig.upstream().play(script);
      var events = completed();
      assertThat(events).filteredOn("data: [DONE]"::equals).hasSize(1);
      assertThat(events.getLast()).isEqualTo("data: [DONE]");
      assertThat(events).noneMatch(event -> event.contains("\"content\":\"x\""));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenStreams")
  void a_stream_that_breaks_off_ends_with_an_error_and_without_an_end(
      String what, Script script, String code) throws Exception {
    rig.upstream().play(script);
    try (var client = rig.ask(streamed("up/some-model"))) {
      assertThat(client.head().status()).isEqualTo(200);
      var events = client.events();
      assertThat(events.getFirst()).contains("\"role\":\"assistant\"");
      assertThat(events.get(1)).contains("\"content\":\"Hi\"");
      assertThat(events.getLast()).startsWith("data: {\"error\":");
      var error = Json.tree(events.getLast().substring(6)).path("error");
      assertEnvelope(error);
      assertThat(error.path("code").asString()).isEqualTo(code);
      assertThat(events).noneMatch(event -> event.contains("[DONE]"));
      assertThat(client.complete()).as("a proper end of HTTP").isFalse();
      assertThat(client.closedByServer()).isTrue();
    }
  }

  static Stream<Arguments> brokenStreams() {
    return Stream.of(
        broken("ends without a finish reason", "truncated", turn -> begun(turn).end()),
        broken("ends with [DONE] only", "truncated", turn -> begun(turn).done()),
        broken("closes", "truncated", turn -> begun(turn).close()),
        broken("resets", "truncated", turn -> begun(turn).reset()),
        broken(
            "ends inside an event", "truncated", turn -> begun(turn).piece("data: {\"id\":").end()),
        broken("talks nonsense", "upstream_error", turn -> begun(turn).event("<html>").done()),
        broken("says an impossible chunk size", "truncated", turn -> begun(turn).write("xyz\r\n")),
        broken(
            "reports an error",
            "upstream_error",
            turn -> begun(turn).event("{\"error\":{\"message\":\"no\",\"code\":null}}").done()));
  }

  private static Arguments broken(String what, String code, Script script) {
    return Arguments.of(what, script, code);
  }

  private static Turn begun(Turn turn) throws IOException {
    return turn.stream().event(role()).event(text("Hi"));
  }

  @Test
  void over_http_2_a_broken_stream_is_reset_and_the_connection_lives() throws Exception {
    rig.upstream().play(turn -> begun(turn).close(), Chat.answers("next"));
    var uri = URI.create(rig.tutti().url() + "/v1/chat/completions");
    try (var client = HttpClient.newHttpClient()) {
      var broken = HttpRequest.newBuilder(uri).POST(ofString(streamed("up/m"))).build();
      var answer = client.send(broken, BodyHandlers.ofInputStream());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
      var heard = new CopyOnWriteArrayList<String>();
      assertThatThrownBy(() -> lines.lines().forEach(heard::add))
          .hasRootCauseInstanceOf(IOException.class);
      assertThat(heard).filteredOn(line -> !line.isEmpty()).last().asString().contains("truncated");
      var next = HttpRequest.newBuilder(uri).POST(ofString(question("up/m"))).build();
      assertThat(client.send(next, BodyHandlers.ofString()).body()).contains("next");
    }
  }

  @Test
  void a_body_shorter_than_its_length_is_truncated() throws Exception {
    rig.upstream()
        .play(
            turn ->
                turn.head(200, "content-type: text/event-stream", "content-length: 100000")
                    .write("data: " + text("Hi") + "\n\n")
                    .close());
    try (var client = rig.ask(streamed("up/some-model"))) {
      assertThat(client.head().status()).isEqualTo(200);
      assertThat(client.events().getLast()).contains("\"code\":\"truncated\"");
      assertThat(client.complete()).isFalse();
    }
  }

  @Test
  void an_upstream_may_end_by_closing_when_it_has_said_everything() throws Exception {
    rig.upstream()
        .play(
            turn ->
                turn.head(200, "content-type: text/event-stream", "connection: close")
                    .write("data: " + text("Hi") + "\n\ndata: " + finish() + "\n\n")
                    .close());
    assertThat(completed().getLast()).isEqualTo("data: [DONE]");
    rig.upstream().play(turn -> turn.stream().event(text("Hi")).event(finish()).close());
    assertThat(completed().getLast()).isEqualTo("data: [DONE]");
    rig.upstream()
        .play(turn -> turn.stream().event(text("Hi")).event(finish()).event("[DONE]").close());
    assertThat(completed().getLast()).isEqualTo("data: [DONE]");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void an_error_before_the_first_byte_has_its_own_status(
      String what, Script script, int status, String code) throws Exception {
    for (var asked : List.of(streamed("up/some-model"), question("up/some-model"))) {
      rig.closeConnections();
      rig.upstream().play(script);
      try (var client = rig.ask(asked)) {
        var heard = client.answer();
        assertThat(heard.status()).isEqualTo(status);
        assertThat(heard.header("content-type")).isEqualTo("application/json");
        assertThat(error(heard).path("code").asString()).isEqualTo(code);
        assertThat(heard.header("x-tutti-deployment")).isEqualTo("up/some-model");
        assertStillAlive(client);
      }
    }
  }

  static Stream<Arguments> refusals() {
    var error = "{\"error\":{\"message\":\"no\",\"type\":\"x\",\"param\":null,\"code\":null}}";
    return Stream.of(
        refused("400", turn -> turn.json(400, error), 400, "invalid_request"),
        refused("401", turn -> turn.json(401, error), 502, "upstream_credentials"),
        refused("404", turn -> turn.json(404, error), 404, "model_not_found"),
        refused("429", turn -> turn.json(429, error), 429, "rate_limited"),
        refused("500", turn -> turn.json(500, error), 502, "upstream_error"),
        refused("503", turn -> turn.json(503, error), 503, "overloaded"),
        refused("500 in HTML", turn -> turn.json(500, "<html>"), 502, "upstream_error"),
        refused("a redirect", turn -> turn.json(302, "", "location: /x"), 502, "upstream_error"),
        refused("empty", turn -> turn.json(200, ""), 502, "upstream_error"),
        refused("nonsense", turn -> turn.json(200, "<html>"), 502, "upstream_error"),
        refused("an error in 200", turn -> turn.json(200, error), 502, "upstream_error"),
        refused("another JSON", turn -> turn.json(200, "[1]"), 502, "upstream_error"),
        refused("closes", turn -> turn.close(), 502, "connection"),
        refused("resets", turn -> turn.reset(), 502, "connection"),
        refused("not HTTP", turn -> turn.write("SSH-2.0-x\r\n\r\n").close(), 502, "upstream_error"),
        refused(
            "a refusal that breaks off",
            turn -> turn.head(429, "content-length: 900").write("{\"error\"").close(),
            429,
            "rate_limited"));
  }

  private static Arguments refused(String what, Script script, int status, String code) {
    return Arguments.of(what, script, status, code);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("errorStreams")
  void an_error_inside_a_stream_before_its_first_content_has_its_own_status(
      String what, Script script, int status, String code) throws Exception {
    rig.upstream().play(script);
    try (var client = rig.ask(streamed("up/some-model"))) {
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(status);
      assertThat(error(heard).path("code").asString()).isEqualTo(code);
      assertStillAlive(client);
    }
  }

  static Stream<Arguments> errorStreams() {
    var error = "{\"error\":{\"message\":\"no\",\"code\":null}}";
    return Stream.of(
        refused("at once", turn -> turn.stream().event(error).done(), 502, "upstream_error"),
        refused(
            "after the role",
            turn -> turn.stream().event(role()).event(error).done(),
            502,
            "upstream_error"),
        refused(
            "named",
            turn -> turn.stream().piece("event: error\ndata: " + error + "\n\n").done(),
            502,
            "upstream_error"),
        refused("nothing", turn -> turn.stream().end(), 502, "truncated"),
        refused("only [DONE]", turn -> turn.stream().done(), 502, "truncated"),
        refused("only usage", turn -> turn.stream().event(usage()).done(), 502, "truncated"),
        refused("only a role", turn -> turn.stream().event(role()).end(), 502, "truncated"),
        refused("breaks", turn -> turn.stream().event(role()).reset(), 502, "truncated"));
  }

  @Test
  void a_role_alone_does_not_commit_the_answer() throws Exception {
    var gate = new Gate();
    rig.upstream()
        .play(
            turn ->
                turn.stream()
                    .event(role())
                    .await(gate)
                    .event("{\"error\":{\"message\":\"no\"}}")
                    .done());
    try (var client = rig.ask(streamed("up/some-model"))) {
      rig.upstream().turn();
      gate.open();
      assertThat(client.answer().status()).isEqualTo(502);
    }
  }

  @Test
  void an_answer_in_one_piece_that_breaks_off_is_truncated() throws Exception {
    rig.upstream()
        .play(
            turn ->
                turn.head(200, "content-type: application/json", "content-length: 9000")
                    .write(whole("Hi"))
                    .close());
    try (var client = rig.ask(question("up/some-model"))) {
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(502);
      assertThat(error(heard).path("code").asString()).isEqualTo("truncated");
    }
  }

  @Test
  void errors_name_no_secret_of_the_provider() throws Exception {
    rig.upstream()
        .play(turn -> turn.json(401, "{\"error\":{\"message\":\"bad key sk-of-the-provider\"}}"));
    try (var client = rig.ask(question("up/some-model"))) {
      assertThat(client.answer().body()).doesNotContain("sk-of-the-provider");
    }
  }

  private static List<String> completed() throws IOException {
    try (var client = rig.ask(streamed("up/some-model"))) {
      assertThat(client.head().status()).isEqualTo(200);
      var events = client.events();
      assertThat(client.complete()).isTrue();
      assertStillAlive(client);
      return events;
    }
  }

  private static void assertStillAlive(TestingClient client) throws IOException {
    rig.upstream().play(Chat.answers("still here"));
    client.post("/v1/chat/completions", question("up/some-model"));
    assertThat(client.answer().body()).contains("still here");
  }

  private static JsonNode error(ReceivedRequest heard) {
    var error = Json.tree(heard.body()).path("error");
    assertEnvelope(error);
    return error;
  }

  private static void assertEnvelope(JsonNode error) {
    assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
    assertThat(error.path("message").asString()).isNotBlank();
  }
}
