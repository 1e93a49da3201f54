package dev.tutti.report;

import java.util.Locale;

/** Reservation about a figure. */
public enum FigureFlag {
  /** Tokens of some attempts were estimated, because their providers did not say. */
  ESTIMATED,
  /** The price of some attempts is not known, and their cost not in the sum. */
  UNPRICED,
  /** The span has not ended, or rows of it are not kept any more. */
  INCOMPLETE,
  /** There is too little to say it: the figure has no value. */
  FEW,
  /** The span of the series has only a part of the point's day, week, month or part of a day. */
  CUT;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The name that users see. */
  public String word() {
    return word;
  }
}
