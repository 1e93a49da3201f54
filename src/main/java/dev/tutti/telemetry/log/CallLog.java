package dev.tutti.telemetry.log;

import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallObserver;
import dev.tutti.telemetry.BatchQueue;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Log of calls that have ended, a line for each: at {@code info}, or at {@code warn} where the
 * caller got no whole answer. Nothing is written unless the area {@code calls} has a level of its
 * own. Another thread writes; lines that find no room are dropped. Thread-safe.
 */
public final class CallLog implements CallObserver, AutoCloseable {
  private static final BatchQueue.Bounds BOUNDS =
      new BatchQueue.Bounds(4_096, 256, Duration.ofMillis(50), Duration.ofSeconds(2));

  private final Logger logger = Logger.getLogger(LogArea.logger(LogArea.CALLS));
  private volatile @Nullable BatchQueue<LogRecord> queue;

  @Override
  public void ended(Call call, CallEnd end) {
    if (logger.getLevel() == null) {
      return;
    }
    var level = end.outcome().equals(CallEnd.COMPLETED) ? Level.INFO : Level.WARNING;
    if (logger.isLoggable(level) && call.subject().isPresent()) {
      var event = new LogEvent("call.ended", CallLine.of(call, call.subject().get(), end));
      var line = new LogRecord(level, event.name());
      line.setLoggerName(logger.getName());
      line.setParameters(new Object[] {event});
      queue().add(line);
    }
  }

  private BatchQueue<LogRecord> queue() {
    var known = queue;
    return known == null ? start() : known;
  }

  private synchronized BatchQueue<LogRecord> start() {
    var known = queue;
    if (known == null) {
      known = BatchQueue.start("tutti-calls-log", BOUNDS, this::write);
      queue = known;
    }
    return known;
  }

  private void write(List<LogRecord> lines) {
    lines.forEach(logger::log);
  }

  /** Writes what waits. */
  @Override
  public void close() {
    var known = queue;
    if (known != null) {
      known.close();
    }
  }
}
