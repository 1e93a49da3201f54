package dev.tutti.contributing.endpoint;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEvent;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** {@code GET /v1/notice} and {@code PUT /admin/notice}: {@code {"text": "..."}}. */
final class NoticeEndpoint {
  private static final int MOST_BYTES = 4 << 10;

  private final AtomicReference<String> notice = new AtomicReference<>("");
  private final Audit audit;
  private final InstantSource clock;

  NoticeEndpoint(Audit audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  void show(HttpExchange exchange) {
    exchange.json(Json.object().put("text", notice.get()));
  }

  void write(HttpExchange exchange) {
    var written =
        exchange
            .tree(MOST_BYTES, NoticeEndpoint::text)
            .toCompletionStage()
            .thenCompose(text -> audit.note(event(exchange)).thenApply(_ -> text));
    exchange.when(
        written,
        text -> {
          notice.set(text);
          show(exchange);
        });
  }

  private static String text(byte[] body) {
    var text = Json.request(body).path("text");
    if (!text.isString()) {
      throw Fault.invalid("text", text + " (expected: a string)");
    }
    return text.asString();
  }

  private AuditEvent event(HttpExchange exchange) {
    return new AuditEvent(clock.instant(), exchange.principal().label(), "notice.write", "notice");
  }
}
