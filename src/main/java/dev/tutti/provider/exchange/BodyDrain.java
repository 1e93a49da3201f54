package dev.tutti.provider.exchange;

import dev.tutti.call.Loop;
import dev.tutti.wire.client.ClientStream;
import dev.tutti.wire.client.ResponseHead;
import dev.tutti.wire.client.StreamListener;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/**
 * Reader of the rest of a body whose answer is complete, so that its connection can be used again.
 */
final class BodyDrain implements StreamListener {
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final ClientStream stream;
  private final Runnable stop;

  private BodyDrain(Loop loop, ClientStream stream) {
    this.stream = stream;
    this.stop = loop.timer(LONGEST, stream::leave);
  }

  /** Drops what still comes, then leaves the stream, at the latest after a second. */
  static void drain(Loop loop, ClientStream stream) {
    stream.listen(new BodyDrain(loop, stream));
    stream.resume();
  }

  @Override
  public void head(ResponseHead head) {}

  @Override
  public void bytes(Buffer bytes) {}

  @Override
  public void ended() {
    stop.run();
    stream.leave();
  }

  @Override
  public void cut() {}

  @Override
  public void broken(Throwable why) {
    ended();
  }
}
