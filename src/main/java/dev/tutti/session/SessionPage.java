package dev.tutti.session;

import dev.tutti.config.Argument;

/**
 * Page of an owner's sessions, those that were used last first.
 *
 * @param user only those of this end user, empty for all
 * @param text only those with this in their title or id, in any case; empty for all
 * @param after the id of the last one that the caller has, empty for none
 * @param limit at most so many, 1 to 200
 */
public record SessionPage(String user, String text, String after, int limit) {
  /** The longest page. */
  public static final int MOST = 200;

  /** Checks the range. */
  public SessionPage {
    Argument.check(limit >= 1 && limit <= MOST, "limit", limit, "1 to " + MOST);
  }
}
