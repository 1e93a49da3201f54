package dev.tutti.provider.exchange;

import dev.tutti.call.Loop;
import dev.tutti.wire.Pool;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;

/**
 * Reader of the rest of a body whose answer is complete, so that its connection can be used again.
 */
final class BodyDrain {
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private BodyDrain() {}

  /**
   * Drops what still comes, then gives the connection back, which is closed when the body does not
   * end soon.
   */
  static void drain(Loop loop, Pool pool, HttpClientRequest request, HttpClientResponse response) {
    var stop = loop.timer(LONGEST, () -> pool.abandon(request));
    Runnable end =
        () -> {
          stop.run();
          pool.release(request);
        };
    response.handler(_ -> {}).exceptionHandler(_ -> end.run()).endHandler(_ -> end.run());
    response.resume();
  }
}
