package dev.tutti.http;

import dev.tutti.chat.Fault;

/**
 * Page of a list that begins with the newest.
 *
 * @param before only rows with a smaller number
 * @param limit at most so many, 1 to 1,000
 */
public record Page(long before, int limit) {
  /** The longest page of any list, in rows. */
  public static final int MOST = 1_000;

  private static final String USUAL = "100";

  /**
   * The page that {@code after}, the number of the last row that the caller has, and {@code limit}
   * ask for.
   *
   * @throws Fault {@code invalid_request}
   */
  public static Page of(HttpExchange exchange) {
    var before = exchange.query("after").map(text -> number("after", text, Long.MAX_VALUE));
    var limit = number("limit", exchange.query("limit").orElse(USUAL), MOST);
    return new Page(before.orElse(Long.MAX_VALUE), (int) limit);
  }

  /** A whole number of a query, from 1. */
  public static long number(String name, String text, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw Fault.invalid(name, "%s (expected: a whole number from 1 to %d)".formatted(text, most));
  }
}
