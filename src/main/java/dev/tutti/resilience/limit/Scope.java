package dev.tutti.resilience.limit;

import java.util.Locale;

/** On whose account something is counted. */
public enum Scope {
  /** An end user, as named by a caller; the same name means somebody else to another owner. */
  USER,
  /** A virtual key; all callers without one share an account. */
  KEY,
  /** A model's alias. */
  MODEL,
  /** A provider, whoever calls it under whatever alias. */
  PROVIDER;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word in configurations, names and metrics. */
  public String word() {
    return word;
  }
}
