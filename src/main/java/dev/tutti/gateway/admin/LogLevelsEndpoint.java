package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.config.Kind;
import dev.tutti.http.HttpExchange;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEvent;
import dev.tutti.telemetry.log.LogArea;
import dev.tutti.telemetry.log.LogLevel;
import dev.tutti.telemetry.log.LogLevels;
import java.time.Duration;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/logs/levels}: the level of each area of the log, and a change for a while. */
public record LogLevelsEndpoint(LogLevels levels, Audit audit, InstantSource clock) {
  private static final int MOST_BYTES = 4 << 10;

  /** Level that ends a change at once. */
  private static final String CONFIGURED = "configured";

  /** {@code GET /admin/logs/levels}. */
  public void list(HttpExchange exchange) {
    exchange.json(json());
  }

  /** {@code PUT /admin/logs/levels} with {@code {area, level, for}}. */
  public void change(HttpExchange exchange) {
    var changed =
        exchange
            .tree(MOST_BYTES, LogLevelsEndpoint::read)
            .toCompletionStage()
            .thenCompose(change -> audit.note(event(exchange, change)).thenApply(_ -> change));
    exchange.when(
        changed,
        change -> {
          apply(change);
          exchange.json(json());
        });
  }

  private record Change(String area, String level, String time) {}

  private static Change read(byte[] bytes) {
    var body = Json.request(bytes);
    var change = new Change(text(body, "area"), text(body, "level"), text(body, "for"));
    read("area", LogArea.KIND, change.area);
    if (!change.level.equals(CONFIGURED)) {
      read("level", LogLevel.KIND, change.level);
      time(change);
    }
    return change;
  }

  private static String text(JsonNode body, String name) {
    return body.path(name).asString("");
  }

  private static <T> T read(String name, Kind<T> kind, String text) {
    return kind.reading()
        .apply(text)
        .orElseThrow(
            () -> Fault.invalid(name, "\"%s\" (expected: %s)".formatted(text, kind.expected())));
  }

  private static Duration time(Change change) {
    var time = read("for", Kind.duration(), change.time);
    if (time.compareTo(LogLevels.LONGEST) > 0) {
      throw Fault.invalid("for", "\"%s\" (expected: at most 24h)".formatted(change.time));
    }
    return time;
  }

  private AuditEvent event(HttpExchange exchange, Change change) {
    return new AuditEvent(
        clock.instant(),
        exchange.principal().label(),
        "logs.level",
        "%s %s %s".formatted(change.area, change.level, change.time).strip());
  }

  private void apply(Change change) {
    if (change.level.equals(CONFIGURED)) {
      levels.reset(change.area);
    } else {
      levels.change(change.area, read("level", LogLevel.KIND, change.level), time(change));
    }
  }

  private ObjectNode json() {
    var answer = Json.object();
    var data = answer.putArray("data");
    for (var each : levels.all()) {
      var area = data.addObject().put("area", each.area()).put("level", each.level().word());
      var until = each.until();
      if (until != null) {
        area.put("until", until.toString());
      }
    }
    return answer;
  }
}
