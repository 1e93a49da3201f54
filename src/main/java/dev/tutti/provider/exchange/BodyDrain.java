package dev.tutti.provider.exchange;

import dev.tutti.call.Loop;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;

/**
 * Reader of the rest of a body whose answer is complete, so that its connection can be used again.
 */
final class BodyDrain {
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private BodyDrain() {}

  /** Drops what still comes; closes the connection when the body does not end soon. */
  static void drain(Loop loop, HttpClientRequest request, HttpClientResponse response) {
    var stop = loop.timer(LONGEST, () -> request.reset(UpstreamExchange.CANCEL));
    response.handler(_ -> {}).exceptionHandler(_ -> stop.run()).endHandler(_ -> stop.run());
    response.resume();
  }
}
