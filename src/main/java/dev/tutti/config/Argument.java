package dev.tutti.config;

/** What a value that a program hands over must be; what a user wrote is checked by a section. */
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
      throw new IllegalArgumentException(name + ": " + found + " (expected: " + expected + ")");
    }
  }
}
