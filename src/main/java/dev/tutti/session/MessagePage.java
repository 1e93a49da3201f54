package dev.tutti.session;

import dev.tutti.config.Argument;

/**
 * Page of a session's messages, the oldest first.
 *
 * @param after the id of the last one that the caller has, empty for none
 * @param limit at most so many, 1 to 1000
 */
public record MessagePage(String after, int limit) {
  /** The longest page. */
  public static final int MOST = 1_000;

  /** Checks the range. */
  public MessagePage {
    Argument.check(limit >= 1 && limit <= MOST, "limit", limit, "1 to " + MOST);
  }
}
