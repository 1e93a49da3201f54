package dev.tutti.alert.engine;

import dev.tutti.alert.Alerts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * All that rounds have left to be written. While the database is down it is kept, the newest
 * {@value #MOST_CHANGES} changes and {@value #MOST_MESSAGES} messages of it; of states only which
 * they are. For one thread at a time.
 */
final class UnwrittenRounds {
  static final int MOST_CHANGES = 10_000;
  static final int MOST_MESSAGES = 1_000;
  private static final int MOST_IDS = 2 * Round.MOST_WATCHED;

  private final Set<String> dirty = new HashSet<>();
  private final Deque<Round.Change> changes = new ArrayDeque<>();
  private final Deque<Alerts.Staged> messages = new ArrayDeque<>();

  /** Whether so many states have changed that all of them are written anew. */
  private boolean all;

  private boolean notified;

  /** Adds what a round has changed of the states before it. */
  void add(AlertStates before, Round.Result result, List<Alerts.Staged> staged) {
    dirty.addAll(result.dirty());
    if (dirty.size() > MOST_IDS) {
      all = true;
      dirty.clear();
    }
    changes.addAll(result.changes());
    while (changes.size() > MOST_CHANGES) {
      changes.remove();
    }
    messages.addAll(staged);
    while (messages.size() > MOST_MESSAGES) {
      messages.remove();
    }
    notified |= !before.notifications().equals(result.states().notifications());
  }

  boolean isEmpty() {
    return dirty.isEmpty() && changes.isEmpty() && messages.isEmpty() && !all && !notified;
  }

  /** Writes it, with states as they are now. */
  void write(Handle handle, AlertStates now) {
    if (all) {
      AlertStateTable.deleteAll(handle);
      now.watched().values().forEach(each -> AlertStateTable.put(handle, each));
    }
    for (var id : dirty) {
      var group = now.watched().get(id);
      if (group == null) {
        AlertStateTable.delete(handle, id);
      } else {
        AlertStateTable.put(handle, group);
      }
    }
    changes.forEach(each -> AlertStateTable.insert(handle, each));
    AlertStateTable.putAll(handle, now.notifications());
    messages.forEach(each -> each.write(handle));
  }

  /** Forgets it, as it is in the database. */
  void written() {
    dirty.clear();
    changes.clear();
    messages.clear();
    all = false;
    notified = false;
  }
}
