package dev.tutti.file;

import dev.tutti.config.Argument;

/**
 * Files that are to be listed.
 *
 * @param purpose its word, empty for every one
 * @param after id of the last file of the page before, empty for the first page
 * @param limit at most so many
 * @param oldestFirst whether the oldest come first rather than the newest
 */
public record FileSelection(String purpose, String after, int limit, boolean oldestFirst) {
  /** The longest page. */
  public static final int MOST = 10_000;

  /** Checks the range. */
  public FileSelection {
    Argument.check(limit >= 1 && limit <= MOST, "limit", limit, "1 to 10000");
  }
}
