package dev.tutti.routing.degrade;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;

/**
 * Substitutes that a caller of an alias gets when nobody can answer; tried in this order.
 *
 * @param stale whether an earlier answer will do
 * @param model the name of a smaller model, empty for none
 * @param text what is said at last, empty for nothing
 */
public record DegradeSettings(boolean stale, String model, String text) {
  /** The failure itself. */
  public static final DegradeSettings NONE = new DegradeSettings(false, "", "");

  /** Reads {@code degrade: {stale, model, text}}. */
  public static DegradeSettings read(Section section, Kind<String> models) {
    return new DegradeSettings(
        section.bool("stale").or(NONE.stale),
        section.value("model", models).or(NONE.model),
        section.string("text").or(NONE.text));
  }
}
