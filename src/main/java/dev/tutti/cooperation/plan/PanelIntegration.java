package dev.tutti.cooperation.plan;

import java.util.Locale;

/** Way in which answers that were given side by side become one. */
public enum PanelIntegration {
  /** The answers are counted. */
  VOTING,
  /** A model chooses one of them. */
  JUDGE,
  /** A model writes one of all. */
  SYNTHESIS;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** Name in requests, such as {@code voting}. */
  public String word() {
    return word;
  }
}
