package dev.tutti.document.number;

import java.util.Locale;

/** Kind of a number: it decides what its value is a value of. */
public enum NumberKind {
  /** Amount in its base unit. */
  ABSOLUTE,
  /** Share or rate as a fraction: 35 % is 0.35. */
  PERCENT,
  /** Difference of two rates as a fraction: 3 percentage points are 0.03. */
  POINTS,
  /** New value divided by the old one, or a ratio. */
  MULTIPLE,
  /** Sign that there is no value, which is not zero. */
  MISSING;

  /** Name in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
