package dev.tutti.gateway.session;

import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.session.ChatSession;
import dev.tutti.session.HistoryView;
import dev.tutti.session.MessagePage;
import dev.tutti.session.Sessions;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was said in a session, and what a model would be sent of it.
 *
 * @param view of what a model is sent
 */
public record MessagesOfSessionEndpoint(Sessions sessions, HistoryView view) {
  private static final int USUAL = 100;

  /** {@code GET /{id}/messages}: the oldest first. */
  public void list(HttpExchange exchange) {
    var page =
        new MessagePage(
            exchange.query("after").orElse(""),
            SessionAccess.limit(exchange, USUAL, MessagePage.MOST));
    exchange.when(
        SessionAccess.find(sessions, exchange)
            .thenCompose(
                found ->
                    sessions.messages(found.owner(), found.id(), page, exchange.memory()::take)),
        found -> exchange.json(SessionJson.list(found, SessionJson::of)));
  }

  /** {@code GET /{id}/view}: what a model would be sent now. */
  public void view(HttpExchange exchange) {
    exchange.when(
        SessionAccess.find(sessions, exchange).thenCompose(found -> view(exchange, found)),
        exchange::json);
  }

  private CompletableFuture<ObjectNode> view(HttpExchange exchange, ChatSession session) {
    var model = exchange.query("model").orElse(session.model());
    return sessions
        .history(session.owner(), session.id(), exchange.memory()::take)
        .thenApply(
            history -> {
              var seen = view.of(session, history, 0, model);
              var json = Json.object().put("session", session.id());
              json.put("model", model.isEmpty() ? null : model);
              json.setAll(SessionJson.of(seen));
              json.setAll(seen.details());
              var messages = json.putArray("messages");
              if (!session.system().isEmpty()) {
                messages.addObject().put("role", "system").put("content", session.system());
              }
              seen.messages().forEach(messages::add);
              return json;
            });
  }
}
