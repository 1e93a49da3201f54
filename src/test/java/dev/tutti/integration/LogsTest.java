package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.telemetry.log.TestingLines;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** Lines of calls, and levels that are changed while a server runs. */
@ResourceLock("tutti.calls")
class LogsTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @RegisterExtension static final Rig rig = Rig.of("log: {levels: {calls: info}}\n" + Rig.PLAIN);

  /** Lines of calls in the form for machines, whatever form the process has. */
  private static final class Lines extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger("tutti.calls");
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    Lines() {
      logger.addHandler(this);
    }

    JsonNode of(String request) throws InterruptedException {
      while (true) {
        var line = Patience.take(lines, "the line of " + request);
        if (line.contains(request)) {
          return Json.tree(line);
        }
      }
    }

    @Override
    public void publish(LogRecord event) {
      lines.add(TestingLines.json(event));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
    }
  }

  @Test
  void a_call_is_one_line_without_what_was_said() throws Exception {
    rig.upstream().play(Chat.answers("the-answer"));
    try (var lines = new Lines();
        var client =
            rig.ask(
                question("up/plain").replace("Hello", "the-question"),
                "traceparent: 00-" + TRACE + "-b7ad6b7169203331-01")) {
      var id = client.answer().header("x-tutti-request-id");
      var line = lines.of(id);
      assertThat(line.path("event").asString()).isEqualTo("call.ended");
      assertThat(line.path("level").asString()).isEqualTo("info");
      assertThat(line.path("area").asString()).isEqualTo("calls");
      assertThat(line.path("trace_id").asString()).isEqualTo(TRACE);
      assertThat(line.path("span_id").asString()).isEqualTo("b7ad6b7169203331");
      assertThat(line.path("model").asString()).isEqualTo("up/plain");
      assertThat(line.path("deployment").asString()).isEqualTo("up/plain");
      assertThat(line.path("outcome").asString()).isEqualTo("completed");
      assertThat(line.path("status").asInt()).isEqualTo(200);
      assertThat(line.path("ms").asDouble()).isPositive();
      assertThat(line.path("output_tokens").asInt()).isPositive();
      assertThat(line.has("cost_usd")).isTrue();
      assertThat(line.toString()).doesNotContain("the-answer", "the-question", "sk-of-the");
    }
  }

  @Test
  void a_failure_is_a_warning() throws Exception {
    rig.upstream().play(turn -> turn.json(500, "{}"));
    try (var lines = new Lines();
        var client = rig.ask(question("up/sick"))) {
      var line = lines.of(client.answer().header("x-tutti-request-id"));
      assertThat(line.path("level").asString()).isEqualTo("warn");
      assertThat(line.path("outcome").asString()).isEqualTo("upstream_error");
    }
  }

  @Test
  void a_level_is_changed_for_a_while_and_the_change_is_audited() throws Exception {
    var changed = put("{\"area\":\"change\",\"level\":\"debug\",\"for\":\"10m\"}");
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    var area = area(Json.tree(changed.body()), "change");
    assertThat(area.path("level").asString()).isEqualTo("debug");
    assertThat(area.path("until").asString()).isNotEmpty();
    assertThat(rig.tutti().get("/admin/audit")).contains("logs.level", "change debug 10m");
    put("{\"area\":\"change\",\"level\":\"configured\"}");
    var now = area(Json.tree(rig.tutti().get("/admin/logs/levels")), "change");
    assertThat(now.path("level").asString()).isEqualTo("info");
    assertThat(now.has("until")).isFalse();
  }

  private static JsonNode area(JsonNode answer, String name) {
    for (var each : answer.path("data")) {
      if (each.path("area").asString().equals(name)) {
        return each;
      }
    }
    throw new AssertionError(answer);
  }

  private static ReceivedRequest put(String body) throws IOException {
    try (var client = rig.tutti().client()) {
      var head = client.head("PUT", "/admin/logs/levels", "content-length: " + body.length());
      return client.send(head + "\r\n" + body).answer();
    }
  }

  @Test
  void what_cannot_be_is_refused() throws Exception {
    assertThat(put("{\"area\":\"nowhere\",\"level\":\"debug\",\"for\":\"1m\"}").body())
        .contains("area", "calls");
    assertThat(put("{\"area\":\"http\",\"level\":\"loud\",\"for\":\"1m\"}").body())
        .contains("level", "debug");
    assertThat(put("{\"area\":\"http\",\"level\":\"debug\"}").body()).contains("for");
    assertThat(put("{\"area\":\"http\",\"level\":\"debug\",\"for\":\"25h\"}").status())
        .isEqualTo(400);
  }
}
