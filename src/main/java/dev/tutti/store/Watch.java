package dev.tutti.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, between the writer's works, whether another process has changed the database, whether its
 * file is still in its place, and whether the write-ahead log grows, as it does while a read never
 * ends. Asked on the writer's connection, because there the store's own commits do not count as
 * changes.
 */
final class Watch implements WorkerQueue.PeriodicTask {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);
  private static final long LARGE_LOG = 256 << 20;

  private final Session writer;
  private final DatabaseFile file;
  private final Outage outage;
  private final Path wal;
  private final long every;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private long version;
  private long due;
  private long warnAt = LARGE_LOG;

  Watch(Session writer, DatabaseFile file, StoreSettings settings) throws SQLException {
    this.writer = writer;
    this.file = file;
    this.outage = new Outage(settings.folder());
    this.wal = DataFolder.log(settings.folder());
    this.every = settings.watchEvery().toNanos();
    this.version = writer.dataVersion();
    this.due = System.nanoTime() + this.every;
  }

  void add(Runnable listener) {
    listeners.add(listener);
  }

  void add(Store.OutageListener listener) {
    outage.add(listener);
  }

  @Override
  public void ended(@Nullable Throwable thrown) {
    outage.ended(thrown);
  }

  @Override
  public long beat() {
    long left = due - System.nanoTime();
    if (left > 0) {
      return left;
    }
    due = System.nanoTime() + every;
    lookForFile();
    look();
    warnOfLog();
    return every;
  }

  private void lookForFile() {
    try {
      file.before();
      outage.inPlace();
    } catch (StoreException e) {
      outage.ended(e);
    }
  }

  private void look() {
    try {
      long now = writer.dataVersion();
      if (now != version) {
        version = now;
        listeners.forEach(Watch::tell);
      }
    } catch (SQLException e) {
      log.warn("Changes by other processes cannot be seen: {}", e.getMessage());
    }
  }

  private static void tell(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      log.error("A listener of the store failed", e);
    }
  }

  private void warnOfLog() {
    long bytes = logBytes();
    if (bytes < LARGE_LOG / 2) {
      warnAt = LARGE_LOG;
    } else if (bytes >= warnAt) {
      warnAt = bytes * 2;
      log.warn("{} has {} MiB: a long read keeps it from being emptied", wal, bytes >> 20);
    }
  }

  /** The size of the write-ahead log in bytes. */
  long logBytes() {
    try {
      return Files.size(wal);
    } catch (IOException _) {
      return 0; // there is none before the first write
    }
  }
}
