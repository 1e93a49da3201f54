package dev.tutti.config.reload;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells within a second when a file says something else than before.
 *
 * <p>What the file says decides, not its date or its events: it is looked at several times a
 * second, and at once when something in its folder changes. So it does not matter whether it is
 * written in place, replaced by renaming, or reached by symbolic links of which one is turned
 * round. A file that is gone says something else too. What is still being written is left alone
 * until two looks in a row agree.
 */
final class FileWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(400);
  private static final Duration SETTLE = Duration.ofMillis(100);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final Path file;
  private final FolderEvents events;
  private Fingerprint seen;
  private @Nullable Thread thread;
  private volatile boolean closed;

  private FileWatch(Path file, FolderEvents events) {
    this.file = file;
    this.events = events;
    this.seen = Fingerprint.of(file);
  }

  /** Remembers what the file says now; changes are told from {@link #start} on. */
  static FileWatch on(Path file) {
    var absolute = file.toAbsolutePath();
    var folder = absolute.getParent();
    return new FileWatch(absolute, FolderEvents.of(folder == null ? absolute : folder));
  }

  /** Runs this on a virtual thread of its own after each change, one change after the other. */
  void start(Runnable changed) {
    thread = Thread.ofVirtual().name("watch " + file.getFileName()).start(() -> watch(changed));
  }

  private void watch(Runnable changed) {
    try {
      while (!closed) {
        events.await(LOOK_EVERY);
        if (hasChanged() && !closed) {
          tell(changed);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean hasChanged() throws InterruptedException {
    var now = Fingerprint.of(file);
    if (now.equals(seen)) {
      return false;
    }
    now = settled(now);
    boolean changed = !now.equals(seen);
    seen = now;
    return changed;
  }

  private Fingerprint settled(Fingerprint first) throws InterruptedException {
    var before = first;
    while (true) {
      Thread.sleep(SETTLE);
      var now = Fingerprint.of(file);
      if (now.equals(before)) {
        return now;
      }
      before = now;
    }
  }

  private static void tell(Runnable changed) {
    try {
      changed.run();
    } catch (RuntimeException e) {
      LOG.error("Whoever was told of a changed file failed; watching goes on.", e);
    }
  }

  /** No change is reported afterwards, except the one being reported by the closing thread. */
  @Override
  public void close() {
    closed = true;
    events.close();
    if (thread == null || thread.equals(Thread.currentThread())) {
      return;
    }
    thread.interrupt();
    try {
      thread.join(FAREWELL);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
