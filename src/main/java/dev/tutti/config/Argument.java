package dev.tutti.config;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks of values that a program hands over; what a user wrote is checked by a section. */
public final class Argument {
  private Argument() {}

  /**
   * Goes on only with a value that is right.
   *
   * @param name what the value is called, such as {@code max_in_flight}
   * @param expected what would be right, such as {@code >= 1}
   * @throws IllegalArgumentException saying all three
   */
  public static void check(boolean right, String name, Object found, String expected) {
    if (!right) {
      throw wrong(name, found, expected);
    }
  }

  /**
   * The one of some values that goes by a word.
   *
   * @param word the word of each of them
   * @throws IllegalArgumentException naming the words that exist
   */
  public static <T> T named(String name, String found, T[] values, Function<T, String> word) {
    return Arrays.stream(values)
        .filter(each -> word.apply(each).equals(found))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    name,
                    found,
                    "one of " + Arrays.stream(values).map(word).collect(Collectors.joining(", "))));
  }

  private static IllegalArgumentException wrong(String name, Object found, String expected) {
    return new IllegalArgumentException(name + ": " + found + " (expected: " + expected + ")");
  }
}
