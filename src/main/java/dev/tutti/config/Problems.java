package dev.tutti.config;

import java.util.ArrayList;
import java.util.List;

/** The problems found so far. Nobody reads the thousandth, so they are bounded. */
final class Problems {
  private static final int MOST = 100;

  private final List<Problem> found = new ArrayList<>();

  void add(Place place, KeyPath path, String text) {
    if (found.size() < MOST) {
      found.add(new Problem(place, path.toString(), text));
    }
  }

  void add(Place place, KeyPath path, String found, String expected) {
    add(place, path, found + " (expected: " + expected + ")");
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** What to throw when nothing further can be read. */
  ConfigException exception() {
    return new ConfigException(found.stream().sorted(Problem.BY_PLACE).toList());
  }
}
