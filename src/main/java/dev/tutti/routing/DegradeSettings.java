package dev.tutti.routing;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import java.util.Optional;

/**
 * What a caller of an alias gets when nobody can answer; tried in this order.
 *
 * @param stale whether an earlier answer will do
 * @param model the name of a smaller model
 * @param text what is said at last
 */
record DegradeSettings(boolean stale, Optional<String> model, Optional<String> text) {
  /** The failure itself. */
  static final DegradeSettings NONE =
      new DegradeSettings(false, Optional.empty(), Optional.empty());

  /** Reads {@code degrade: {stale, model, text}}. */
  static DegradeSettings read(Section section, Kind<String> models) {
    return new DegradeSettings(
        section.bool("stale").or(NONE.stale),
        section.value("model", models).optional(),
        section.string("text").optional());
  }
}
