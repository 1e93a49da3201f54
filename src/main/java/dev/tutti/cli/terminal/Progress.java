package dev.tutti.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bar on standard error that fills while work is done; silent where nobody watches. Thread-safe.
 */
public final class Progress {
  private static final int WIDTH = 30;
  private static final long REDRAW = Duration.ofMillis(100).toNanos();

  private final PrintWriter err;
  private final boolean visible;
  private final long total;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong drawn = new AtomicLong();

  /** A bar of so many steps; silent unless it is visible. */
  public Progress(PrintWriter err, boolean visible, long total) {
    this.err = err;
    this.visible = visible;
    this.total = total;
  }

  /** One more is done. */
  public void step() {
    show(done.incrementAndGet());
  }

  /** So many are done. */
  public void to(long count) {
    done.set(count);
    show(count);
  }

  private void show(long count) {
    long now = System.nanoTime();
    long last = drawn.get();
    if (visible && (now - last > REDRAW || count == total) && drawn.compareAndSet(last, now)) {
      draw(count);
    }
  }

  /** Clears the line. */
  public void end() {
    if (visible) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }

  private synchronized void draw(long count) {
    int filled = (int) (WIDTH * count / Math.max(1, total));
    err.printf("\r[%s%s] %d/%d", "#".repeat(filled), " ".repeat(WIDTH - filled), count, total);
    err.flush();
  }
}
