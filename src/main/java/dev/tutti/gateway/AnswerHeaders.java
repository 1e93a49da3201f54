package dev.tutti.gateway;

import dev.tutti.call.Call;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/** The headers that say who answered, and how. */
final class AnswerHeaders {
  static final String REQUEST_ID = "x-tutti-request-id";

  private AnswerHeaders() {}

  /** Writes them for what is known of the call until now. */
  static void write(HttpServerResponse response, Call call) {
    response.putHeader(REQUEST_ID, call.id());
    response.putHeader("x-tutti-cache", "off");
    var trail = call.trail();
    response.putHeader("x-tutti-attempts", Integer.toString(trail.size()));
    if (!trail.isEmpty()) {
      var last = trail.getLast();
      response.putHeader("x-tutti-deployment", last.target().deployment());
      response.putHeader("x-tutti-model", last.target().model());
      last.headers().forEach(header -> response.putHeader(header.getKey(), header.getValue()));
    }
  }

  /** Whole seconds, rounded up: what {@code retry-after} may say. */
  static String seconds(Duration wait) {
    return Long.toString(Math.max(1, (wait.toMillis() + 999) / 1_000));
  }
}
