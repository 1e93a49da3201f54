package dev.tutti.config;

import java.util.Comparator;

/**
 * One thing that is wrong in a configuration.
 *
 * @param place where
 * @param path the key, such as {@code server.port}; empty when it concerns the whole file
 * @param text what was wrong, its value unless that is secret, and what was expected
 */
public record Problem(Place place, String path, String text) {

  static final Comparator<Problem> BY_PLACE =
      Comparator.<Problem>comparingInt(each -> line(each.place))
          .thenComparingInt(each -> column(each.place));

  /** {@code tutti.yaml:3:9: server.port: "eighty" (expected: ...)}. */
  @Override
  public String toString() {
    return path.isEmpty() ? place + ": " + text : place + ": " + path + ": " + text;
  }

  private static int line(Place place) {
    return switch (place) {
      case Place.Point point -> point.line();
      case Place.Whole _ -> 0;
    };
  }

  private static int column(Place place) {
    return switch (place) {
      case Place.Point point -> point.column();
      case Place.Whole _ -> 0;
    };
  }
}
