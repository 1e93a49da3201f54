package dev.tutti.cli.task;

import java.io.IOException;
import java.time.Duration;

/**
 * Patience with a server that starts again: its tasks and batches go on, so that whoever watches
 * one waits for a minute before the server counts as gone.
 */
final class RestartPatience {
  static final Duration PAUSE = Duration.ofMillis(500);

  private static final int MOST_TRIES = 120;

  private RestartPatience() {}

  /** Request to the server. */
  @FunctionalInterface
  interface ServerRequest<T> {
    T ask() throws IOException, InterruptedException;
  }

  /**
   * Asks until there is an answer, a refusal included.
   *
   * @throws IOException when nobody has answered for a minute
   */
  static <T> T ask(ServerRequest<T> request) throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return request.ask();
      } catch (IOException away) {
        if (tries == MOST_TRIES) {
          throw away;
        }
      }
      Thread.sleep(PAUSE);
    }
  }
}
