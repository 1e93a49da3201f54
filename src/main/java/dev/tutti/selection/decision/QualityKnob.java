package dev.tutti.selection.decision;

import java.util.Locale;

/**
 * How much quality counts against cost.
 *
 * @param value 0, the cheapest, to 1, the best
 * @param reason why it is not what the configuration says; empty where it is
 */
public record QualityKnob(double value, String reason) {
  /** Share of a budget from which on the rest of it bends the knob. */
  private static final double SCARCE = .2;

  /** Checks the range. */
  public QualityKnob {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("quality: %s (expected: 0 to 1)".formatted(value));
    }
  }

  /** The one of the configuration. */
  public static QualityKnob usual(double value) {
    return new QualityKnob(value, "");
  }

  /** The one that a caller wants. */
  public static QualityKnob wanted(double value, String where) {
    return new QualityKnob(value, "%s asks for quality %s".formatted(where, shown(value)));
  }

  /**
   * The same while little is left of a budget: the less, the more cost counts.
   *
   * @param account the budget's name
   * @param left share that is left, 0 to 1
   */
  public QualityKnob bent(String account, double left) {
    if (left >= SCARCE) {
      return this;
    }
    double bent = value * Math.max(0, left) / SCARCE;
    var why =
        "%d %% of the budget %s are left, so quality %s counts as %s"
            .formatted(Math.round(left * 100), account, shown(value), shown(bent));
    return new QualityKnob(bent, reason.isEmpty() ? why : reason + "; " + why);
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
