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

  /** An endpoint that answers as another one does, and tells of errors in a format of its own. */
  static Endpoint telling(ErrorFormat format, Endpoint endpoint) {
    return new Endpoint() {
      @Override
      public void answer(HttpExchange exchange) {
        endpoint.answer(exchange);
      }

      @Override
      public Optional<ErrorFormat> errors() {
        return Optional.of(format);
      }

      @Override
      public boolean reachesOut() {
        return endpoint.reachesOut();
      }
    };
  }

  /** Whether even what only reads has something done elsewhere, with the operator's credentials. */
  default boolean reachesOut() {
    return false;
  }
}
