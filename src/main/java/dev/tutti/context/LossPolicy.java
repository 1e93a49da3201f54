package dev.tutti.context;

import java.util.Locale;

/** Loss that a view has against the full history. */
public enum LossPolicy {
  /** All messages are sent as they are. */
  EXACT,

  /** Messages that are not sent are in the summary. */
  SUMMARISED,

  /** Messages are left out. */
  TRIMMED;

  /** Name in answers. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
