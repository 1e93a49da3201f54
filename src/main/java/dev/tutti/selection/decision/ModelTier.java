package dev.tutti.selection.decision;

import java.util.Locale;

/** Tier of models, by what they can do. */
public enum ModelTier {
  /** Small and cheap. */
  LIGHT(.45),
  /** What a request gets about which nothing speaks. */
  DEFAULT(.7),
  /** Strong and dear. */
  REASONING(.9);

  private final double strength;

  ModelTier(double strength) {
    this.strength = strength;
  }

  /** Usual strength of its models, 0 to 1. */
  double strength() {
    return strength;
  }

  /** The word for it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Tier of a strength. */
  static ModelTier of(double strength) {
    return strength < .575 ? LIGHT : strength < .8 ? DEFAULT : REASONING;
  }
}
