package dev.tutti.gateway.session;

import dev.tutti.chat.Fault;
import dev.tutti.http.EndUser;
import dev.tutti.http.HttpExchange;
import dev.tutti.session.ChatSession;
import dev.tutti.session.Sessions;
import java.util.concurrent.CompletableFuture;

/** Access of callers to their sessions. */
final class SessionAccess {
  private SessionAccess() {}

  /** Who calls, with the end user whom a header names. */
  static SessionBody.Owner owner(HttpExchange exchange) {
    return new SessionBody.Owner(exchange.principal().caller().owner(), EndUser.of(exchange));
  }

  /** The session that the path names. */
  static CompletableFuture<ChatSession> find(Sessions sessions, HttpExchange exchange) {
    var owner = owner(exchange);
    return sessions
        .find(owner.owner(), exchange.path("id"))
        .thenApply(found -> found.requireFor(owner.user()));
  }

  /** The page's length that a query asks for. */
  static int limit(HttpExchange exchange, int usual, int most) {
    var text = exchange.query("limit").orElse(Integer.toString(usual));
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw Fault.invalid(
        "limit", "%s (expected: a whole number from 1 to %d)".formatted(text, most));
  }
}
