package dev.tutti.selection.auto;

import dev.tutti.chat.Fault;
import dev.tutti.selection.decision.QualityKnob;
import java.util.Optional;

/** Names of the model {@code auto}: {@code auto} itself, and {@code auto@0.7} with its knob. */
public final class AutoName {
  /** The name without a knob. */
  public static final String NAME = "auto";

  private static final String KNOB = NAME + "@";

  private AutoName() {}

  /** Whether a name is one. */
  public static boolean is(String name) {
    return name.equals(NAME) || name.startsWith(KNOB);
  }

  /**
   * The knob of a name.
   *
   * @throws Fault {@code invalid_request} for one that is no number from 0 to 1
   */
  static Optional<QualityKnob> knob(String name) {
    if (name.equals(NAME)) {
      return Optional.empty();
    }
    try {
      double value = Double.parseDouble(name.substring(KNOB.length()));
      if (value >= 0 && value <= 1) {
        return Optional.of(QualityKnob.wanted(value, "the model's name"));
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw Fault.invalid(
        "model", "\"%s\" (expected: auto, or auto@ with a number from 0 to 1)".formatted(name));
  }
}
