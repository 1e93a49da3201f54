package dev.tutti.wire;

import io.vertx.core.streams.WriteStream;

/**
 * Back-pressure from who takes bytes to who gives them, so that what waits between them is bounded
 * by the write queue and one read. Confined to its loop.
 */
public final class BackPressure {
  private final WriteStream<?> to;
  private final Runnable pause;

  /**
   * @param to what is written to; its drain handler is set
   * @param pause asks the giver to wait; what has arrived may still come
   * @param resume lets it go on, once what was written has been taken
   */
  public BackPressure(WriteStream<?> to, Runnable pause, Runnable resume) {
    this.to = to;
    this.pause = pause;
    to.drainHandler(_ -> resume.run());
  }

  /** Something was written. */
  public void written() {
    if (to.writeQueueFull()) {
      pause.run();
    }
  }
}
