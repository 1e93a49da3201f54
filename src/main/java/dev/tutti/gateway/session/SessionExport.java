package dev.tutti.gateway.session;

import dev.tutti.call.BodyMemory;
import dev.tutti.chat.Json;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.HttpExchange;
import dev.tutti.session.ChatSession;
import dev.tutti.session.MessagePage;
import dev.tutti.session.RowList;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.Sessions;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /{id}/export}: a session line by line, what is said about it first. It is read in
 * pages while the caller takes them.
 *
 * @param memory a share of the memory for one page
 */
public record SessionExport(Sessions sessions, Supplier<BodyMemory.Lease> memory) {
  private static final int PAGE = 50;

  /** Writes it. */
  public void write(HttpExchange exchange) {
    exchange.when(
        SessionAccess.find(sessions, exchange),
        found -> {
          exchange
              .response()
              .putHeader("content-type", "application/jsonl")
              .putHeader(AnswerHeaders.REQUEST_ID, exchange.id())
              .setChunked(true);
          exchange.write(line(SessionJson.of(found))).onSuccess(_ -> next(exchange, found, ""));
        });
  }

  private void next(HttpExchange exchange, ChatSession session, String after) {
    var lease = memory.get();
    var page =
        sessions.messages(session.owner(), session.id(), new MessagePage(after, PAGE), lease::take);
    exchange.when(
        page.whenComplete((_, _) -> lease.close()),
        read -> exchange.attempt(() -> write(exchange, session, read)));
  }

  private void write(HttpExchange exchange, ChatSession session, RowList<SessionMessage> page) {
    var lines = Buffer.buffer();
    page.data().forEach(each -> lines.appendBuffer(line(SessionJson.line(each))));
    if (page.more()) {
      exchange.write(lines).onSuccess(_ -> next(exchange, session, page.data().getLast().id()));
    } else {
      exchange.end(lines);
    }
  }

  private static Buffer line(ObjectNode json) {
    return Buffer.buffer(Json.bytes(json)).appendByte((byte) '\n');
  }
}
