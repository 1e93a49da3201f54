package dev.tutti.store;

import dev.tutti.store.StoreException.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watch over writes that fail for a reason outside of them, such as a full disk. Its beginning and
 * its end are logged and told once each, however many works fail meanwhile. Confined to the
 * writer's thread, except {@link #add}.
 */
final class Outage {
  private static final Logger log = LoggerFactory.getLogger(Outage.class);

  private final Path folder;
  private final List<Store.OutageListener> listeners = new CopyOnWriteArrayList<>();
  private @Nullable Problem problem;

  Outage(Path folder) {
    this.folder = folder;
  }

  void add(Store.OutageListener listener) {
    listeners.add(listener);
  }

  /** Takes note of how a work ended; null for well. */
  void ended(@Nullable Throwable thrown) {
    if (thrown == null) {
      end();
    } else if (thrown instanceof StoreException e && e.isOutage()) {
      begin(e);
    }
  }

  /** Takes note that the database's file is in its place; says nothing of a full disk. */
  void inPlace() {
    if (problem == Problem.MISSING) {
      end();
    }
  }

  private void begin(StoreException why) {
    if (problem == why.problem()) {
      return;
    }
    problem = why.problem();
    log.error("Data folder {}: {}", folder, why.getMessage());
    tell(true, String.valueOf(why.getMessage()));
  }

  private void end() {
    if (problem == null) {
      return;
    }
    problem = null;
    log.info("Data folder {}: the database can be written again", folder);
    tell(false, "the database can be written again");
  }

  private void tell(boolean began, String why) {
    for (var each : listeners) {
      try {
        each.outage(began, why);
      } catch (RuntimeException e) {
        log.error("A listener of the store failed", e);
      }
    }
  }
}
