package dev.tutti.telemetry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log of a collector that takes nothing: a line when that begins, and one when it ends. Used by one
 * thread at a time.
 */
public final class CollectorLog {
  private static final Logger log = LoggerFactory.getLogger(CollectorLog.class);

  private final String what;
  private final String endpoint;
  private boolean taking = true;

  /**
   * @param what is sent, such as {@code spans}
   */
  public CollectorLog(String what, OtlpTarget target) {
    this.what = what;
    this.endpoint = target.endpoint();
  }

  /** What was sent last was taken. */
  public void taken() {
    if (!taking) {
      taking = true;
      log.info("The collector at {} takes {} again", endpoint, what);
    }
  }

  /** What was sent last was not taken. */
  public void refused(@Nullable Throwable why) {
    if (taking) {
      taking = false;
      var said = why == null ? "no answer, or a refusal" : why.toString();
      log.warn("The collector at {} takes no {}: {}", endpoint, what, said);
    }
  }
}
