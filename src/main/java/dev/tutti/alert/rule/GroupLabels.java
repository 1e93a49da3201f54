package dev.tutti.alert.rule;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Labels of a group, such as {@code model} of {@code fast}; none where a rule has no groups.
 * Immutable.
 */
public record GroupLabels(SortedMap<String, String> values) {
  /** No label. */
  public static final GroupLabels NONE = new GroupLabels(Collections.emptySortedMap());

  /** Keeps a copy. */
  public GroupLabels {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Labels by their names. */
  public static GroupLabels of(Map<String, String> values) {
    return new GroupLabels(new TreeMap<>(values));
  }

  /** Value of a label; empty where there is none. */
  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  /** The labels as people read them: {@code model=fast owner=red}; empty without any. */
  public String text() {
    return values.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(" "));
  }
}
