package dev.tutti.followup.classifier;

import java.util.Arrays;
import java.util.List;

/** Features of a dialogue in the order in which they were added, which is always the same. */
final class FeatureVector {
  private static final int MOST = 256;

  private final String[] names = new String[MOST];
  private final double[] values = new double[MOST];
  private int size;

  /** Adds a feature. */
  void add(String name, double value) {
    names[size] = name;
    values[size++] = value;
  }

  /** Adds a feature that is there or not. */
  void flag(String name, boolean value) {
    add(name, value ? 1 : 0);
  }

  /** Adds a sum, whose first units matter most. */
  void sum(String name, double value) {
    add(name, Math.log1p(value));
  }

  /** Adds a count, of which the first few matter most. */
  void count(String name, long value) {
    add(name, Math.log1p((double) value));
  }

  List<String> names() {
    return List.of(Arrays.copyOf(names, size));
  }

  double[] values() {
    return Arrays.copyOf(values, size);
  }
}
