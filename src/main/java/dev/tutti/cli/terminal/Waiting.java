package dev.tutti.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * A bar on standard error that moves while an answer is awaited whose progress nobody tells; it
 * comes after a second, and is silent where nobody watches.
 */
public final class Waiting implements AutoCloseable {
  private static final int WIDTH = 30;
  private static final int BLOCK = 6;
  private static final Duration STEP = Duration.ofMillis(200);
  private static final int SILENT = 5; // steps

  private final PrintWriter err;
  private final boolean visible;
  private final Thread thread;

  /** Begins to wait. */
  public Waiting(PrintWriter err, boolean visible) {
    this.err = err;
    this.visible = visible;
    this.thread = Thread.ofVirtual().unstarted(this::run);
    if (visible) {
      thread.start();
    }
  }

  private void run() {
    try {
      for (int step = 0; ; step++) {
        Thread.sleep(STEP);
        if (step >= SILENT) {
          draw(step);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void draw(int step) {
    int at = step % (WIDTH - BLOCK);
    err.printf(
        "\r[%s%s%s] %d s",
        " ".repeat(at),
        "#".repeat(BLOCK),
        " ".repeat(WIDTH - BLOCK - at),
        STEP.multipliedBy(step).toSeconds());
    err.flush();
  }

  /** Clears the line. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    if (visible) {
      thread.join();
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
