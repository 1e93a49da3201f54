package dev.tutti.http;

import java.util.Optional;

/** Answers one kind of request. Called on the exchange's loop; must not block. */
@FunctionalInterface
public interface Endpoint {
  /** Answers, now or later; a thrown {@link dev.tutti.chat.Fault} is answered as an error. */
  void answer(HttpExchange exchange);

  /** Format in which its callers are told of errors; empty where the request tells it. */
  default Optional<ErrorFormat> errors() {
    return Optional.empty();
  }

  /** Whether even what only reads has something done elsewhere, with the operator's credentials. */
  default boolean reachesOut() {
    return false;
  }
}
