package dev.tutti.alert.engine;

import dev.tutti.alert.notice.NotificationGroup;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that the engine remembers. Immutable.
 *
 * @param watched groups of rules, by their ids
 * @param notifications by their topics
 */
record AlertStates(
    Map<String, WatchedGroup> watched, Map<String, NotificationGroup> notifications) {
  static final AlertStates EMPTY = new AlertStates(Map.of(), Map.of());

  /** Keeps copies, in order. */
  AlertStates {
    watched = Collections.unmodifiableMap(new LinkedHashMap<>(watched));
    notifications = Collections.unmodifiableMap(new TreeMap<>(notifications));
  }
}
