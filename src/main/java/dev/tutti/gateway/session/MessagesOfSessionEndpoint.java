package dev.tutti.gateway.session;

import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.session.ChatSession;
import dev.tutti.session.HistoryCompaction;
import dev.tutti.session.MessagePage;
import dev.tutti.session.SessionChats;
import dev.tutti.session.SessionView;
import dev.tutti.session.ViewRequest;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was said in a session, and what a model would be sent of it.
 *
 * @param compaction that somebody asks for
 */
public record MessagesOfSessionEndpoint(SessionChats chats, HistoryCompaction compaction) {
  private static final int USUAL = 100;

  /** {@code GET /{id}/messages}: the oldest first. */
  public void list(HttpExchange exchange) {
    var page =
        new MessagePage(
            exchange.query("after").orElse(""),
            SessionAccess.limit(exchange, USUAL, MessagePage.MOST));
    exchange.when(
        SessionAccess.find(chats.sessions(), exchange)
            .thenCompose(
                found ->
                    chats
                        .sessions()
                        .messages(found.owner(), found.id(), page, exchange.memory()::take)),
        found -> exchange.json(SessionJson.list(found, SessionJson::of)));
  }

  /** {@code GET /{id}/view}: what a model would be sent now. */
  public void view(HttpExchange exchange) {
    exchange.when(
        SessionAccess.find(chats.sessions(), exchange).thenCompose(found -> view(exchange, found)),
        exchange::json);
  }

  /** {@code POST /{id}/compact}: sums up everything but the last exchange; then as the view. */
  public void compact(HttpExchange exchange) {
    exchange.when(
        SessionAccess.find(chats.sessions(), exchange)
            .thenCompose(found -> preview(exchange, found))
            .thenAcceptAsync(compaction::compact, chats.threads())
            .thenCompose(_ -> SessionAccess.find(chats.sessions(), exchange))
            .thenCompose(found -> view(exchange, found)),
        exchange::json);
  }

  private CompletableFuture<ViewRequest> preview(HttpExchange exchange, ChatSession session) {
    var caller = exchange.principal().caller();
    var model = exchange.query("model").orElse(session.model());
    return chats
        .sessions()
        .histories()
        .recent(session, chats.view().reach(session), 0, exchange.memory()::take)
        .thenApply(history -> ViewRequest.preview(caller, session, history, model));
  }

  private CompletableFuture<ObjectNode> view(HttpExchange exchange, ChatSession session) {
    return preview(exchange, session)
        .thenApplyAsync(asked -> json(asked, chats.view().of(asked)), chats.threads());
  }

  private static ObjectNode json(ViewRequest asked, SessionView seen) {
    var session = asked.session();
    var json = Json.object().put("session", session.id());
    json.put("model", asked.model().isEmpty() ? null : asked.model());
    json.setAll(SessionJson.of(seen));
    return SessionJson.sent(json, session, seen);
  }
}
