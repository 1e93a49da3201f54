package dev.tutti.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The problems found so far, each once. Nobody reads the thousandth, so they are bounded. */
final class Problems {
  private static final int MOST = 100;
  private static final int LONGEST_PATH = 200;

  private final Set<Problem> found = new LinkedHashSet<>();

  void add(Place place, KeyPath path, String text) {
    if (found.size() < MOST) {
      found.add(new Problem(place, ValueText.shortened(path.text(), LONGEST_PATH), text));
    }
  }

  void add(Place place, KeyPath path, String found, String expected) {
    add(place, path, found + " (expected: " + expected + ")");
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** All of them, in the order of the text. */
  List<Problem> all() {
    return found.stream().sorted(Problem.BY_PLACE).toList();
  }

  /** Exception to throw when nothing further can be read. */
  ConfigException exception() {
    return new ConfigException(all());
  }
}
