package dev.tutti.responses;

import dev.tutti.config.Argument;

/**
 * Page of a list of items.
 *
 * @param after the id of the last item that the caller has, empty for none
 * @param limit at most so many, 1 to 100
 * @param oldestFirst the order
 */
public record ItemPage(String after, int limit, boolean oldestFirst) {
  /** The longest page. */
  public static final int MOST = 100;

  /** Checks the range. */
  public ItemPage {
    Argument.check(limit >= 1 && limit <= MOST, "limit", limit, "1 to " + MOST);
  }
}
