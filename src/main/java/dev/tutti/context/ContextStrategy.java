package dev.tutti.context;

import java.util.Locale;

/** Strategy by which turns of a history are chosen. */
public enum ContextStrategy {
  /** All of it, whatever the budget. */
  FULL,

  /**
   * The latest turns. At 90 % of the budget of the history the oldest are left out down to 60 %, so
   * that the beginning stays the same for a while.
   */
  WINDOW,

  /** The latest turns after a summary of those before them; without a summary as the window. */
  SUMMARY,

  /**
   * What the newest turn needs: of the topic that it follows up on, the exchange that opened it,
   * the latest exchanges, and the one that last named something; nothing for a new topic. Within
   * the budget as the window, or as the summary where there is one.
   */
  AUTO;

  /** Name in configurations and answers. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
