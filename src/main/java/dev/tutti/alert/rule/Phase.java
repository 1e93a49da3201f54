package dev.tutti.alert.rule;

import java.util.Locale;

/** Phase of one group of a rule. */
public enum Phase {
  /** Nothing to tell. */
  OK,
  /** Beyond the limit, but not for long enough. */
  PENDING,
  /** An alert. */
  FIRING,
  /** An alert whose value is inside the limit, but not for long enough. */
  RECOVERING,
  /** An alert because nothing can be measured. */
  NO_DATA;

  /** The word that users see. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is one of an alert that has fired and not ended. */
  public boolean isAlert() {
    return this == FIRING || this == RECOVERING || this == NO_DATA;
  }
}
