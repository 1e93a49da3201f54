package dev.tutti.telemetry.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00.250Z");

  private static LogRecord record(String message) {
    var record = new LogRecord(Level.WARNING, message);
    record.setInstant(NOON);
    record.setLoggerName("dev.tutti.routing.health.Health");
    return record;
  }

  @Test
  void a_text_line_says_time_level_area_and_message() {
    assertThat(new TextLine().format(record("up/m is unhealthy: time-out")))
        .isEqualTo("2026-11-29T12:00:00.250Z WARN  routing.health: up/m is unhealthy: time-out\n");
  }

  @Test
  void nothing_in_a_message_looks_like_another_line() {
    assertThat(new TextLine().format(record("a\n2026-11-29T12:00:00Z INFO b\u001b[2J")))
        .endsWith("routing.health: a\n    2026-11-29T12:00:00Z INFO b\\u001b[2J\n");
  }

  @Test
  void a_json_line_is_one_object() {
    var line = new JsonLine().format(record("req_1f0c failed\nbadly"));
    assertThat(line).endsWith("\n").hasLineCount(1);
    var json = Json.tree(line);
    assertThat(json.path("ts").asString()).isEqualTo("2026-11-29T12:00:00.250Z");
    assertThat(json.path("level").asString()).isEqualTo("warn");
    assertThat(json.path("event").asString()).isEqualTo("log");
    assertThat(json.path("area").asString()).isEqualTo("routing.health");
    assertThat(json.path("request_id").asString()).isEqualTo("req_1f0c");
    assertThat(json.path("message").asString()).isEqualTo("req_1f0c failed\nbadly");
  }

  @Test
  void what_was_thrown_is_in_the_line_and_bounded() {
    var record = record("broken");
    record.setThrown(new IllegalStateException("x".repeat(100_000)));
    var json = Json.tree(new JsonLine().format(record));
    assertThat(json.path("error").asString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(json.path("stack").asString()).hasSizeLessThan(20_000);
    assertThat(new TextLine().format(record)).contains("IllegalStateException: xxx");
  }

  @Test
  void an_event_has_its_fields_in_both_forms() {
    var record = record("call.ended");
    var fields = Json.object().put("request_id", "req_1").put("ms", 12.5);
    record.setParameters(new Object[] {new LogEvent("call.ended", fields)});
    assertThat(new TextLine().format(record)).endsWith(": call.ended request_id=req_1 ms=12.5\n");
    var json = Json.tree(new JsonLine().format(record));
    assertThat(json.path("event").asString()).isEqualTo("call.ended");
    assertThat(json.path("ms").asDouble()).isEqualTo(12.5);
    assertThat(json.has("message")).isFalse();
  }

  @Test
  void lines_go_to_where_the_handler_writes() {
    var bytes = new ByteArrayOutputStream();
    var handler = new LineHandler(new PrintStream(bytes, true, UTF_8));
    handler.publish(record("one"));
    assertThat(bytes.toString(UTF_8)).endsWith(": one\n");
  }
}
