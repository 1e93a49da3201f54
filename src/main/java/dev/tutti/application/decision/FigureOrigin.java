package dev.tutti.application.decision;

import java.util.Locale;

/** Origin of a figure. */
public enum FigureOrigin {
  /** It stands in the input. */
  GIVEN,
  /** It was computed from what was given. */
  COMPUTED,
  /** Somebody's judgement, or a model's. */
  JUDGED;

  /** Name in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
