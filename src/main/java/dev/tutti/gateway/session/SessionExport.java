package dev.tutti.gateway.session;

import dev.tutti.call.BodyMemory;
import dev.tutti.chat.Json;
import dev.tutti.gateway.followup.VerdictLines;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.HttpExchange;
import dev.tutti.session.ChatSession;
import dev.tutti.session.MessagePage;
import dev.tutti.session.RowList;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.Sessions;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /{id}/export}: a session line by line, what is said about it first; {@code GET
 * /{id}/labels}: what its callers have said of its follow-ups, to train on. Both are read in pages
 * while the caller takes them.
 *
 * @param memory a share of the memory for one page
 */
public record SessionExport(Sessions sessions, Supplier<BodyMemory.Lease> memory) {
  private static final int PAGE = 50;

  /** Lines of an export, made of pages of messages in their order. */
  private interface Lines extends Function<List<SessionMessage>, Buffer> {}

  /** Writes the session. */
  public void write(HttpExchange exchange) {
    exchange.when(
        SessionAccess.find(sessions, exchange),
        found -> {
          begin(exchange);
          exchange
              .write(line(SessionJson.of(found)))
              .onSuccess(_ -> next(exchange, found, "", SessionExport::lines));
        });
  }

  /** Writes the verdicts on its messages. */
  public void labels(HttpExchange exchange) {
    exchange.when(
        SessionAccess.find(sessions, exchange),
        found -> {
          begin(exchange);
          next(exchange, found, "", new VerdictLines(found.id())::of);
        });
  }

  private static void begin(HttpExchange exchange) {
    exchange
        .response()
        .putHeader("content-type", "application/jsonl")
        .putHeader(AnswerHeaders.REQUEST_ID, exchange.id())
        .setChunked(true);
  }

  private void next(HttpExchange exchange, ChatSession session, String after, Lines lines) {
    var lease = memory.get();
    var page =
        sessions.messages(session.owner(), session.id(), new MessagePage(after, PAGE), lease::take);
    exchange.when(
        page.whenComplete((_, _) -> lease.close()),
        read -> exchange.attempt(() -> write(exchange, session, read, lines)));
  }

  private void write(
      HttpExchange exchange, ChatSession session, RowList<SessionMessage> page, Lines lines) {
    var text = lines.apply(page.data());
    if (page.more()) {
      exchange
          .write(text)
          .onSuccess(_ -> next(exchange, session, page.data().getLast().id(), lines));
    } else {
      exchange.end(text);
    }
  }

  private static Buffer lines(List<SessionMessage> messages) {
    var lines = Buffer.buffer();
    messages.forEach(each -> lines.appendBuffer(line(SessionJson.line(each))));
    return lines;
  }

  private static Buffer line(ObjectNode json) {
    return Buffer.buffer(Json.bytes(json)).appendByte((byte) '\n');
  }
}
