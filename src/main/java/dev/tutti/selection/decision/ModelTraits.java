package dev.tutti.selection.decision;

import dev.tutti.config.Section;
import org.jspecify.annotations.Nullable;

/**
 * Traits of a model, that the operator has told or that are known of it.
 *
 * @param tier null where nobody has said
 * @param quality expected quality for a request of middle difficulty, 0 where nobody has said
 * @param context most tokens of prompt and answer together, 0 where nobody has said
 */
public record ModelTraits(
    @Nullable ModelTier tier,
    double quality,
    int context,
    Ability vision,
    Ability tools,
    Ability json) {
  /** Nobody has said anything. */
  public static final ModelTraits UNKNOWN =
      new ModelTraits(null, 0, 0, Ability.UNKNOWN, Ability.UNKNOWN, Ability.UNKNOWN);

  private static final double LEAST = .01;

  static ModelTraits read(Section section) {
    return new ModelTraits(
        section.oneOf("tier", ModelTier.values()).optional().orElse(null),
        section.decimal("quality", LEAST, 1).optional().orElse(0.0),
        section.integer("context", 1, Integer.MAX_VALUE).optional().orElse(0),
        ability(section, "vision"),
        ability(section, "tools"),
        ability(section, "json"));
  }

  /** These, but for what somebody else has said. */
  ModelTraits without(ModelTraits said) {
    return new ModelTraits(
        said.tier == null ? tier : null,
        said.quality > 0 ? 0 : quality,
        said.context > 0 ? 0 : context,
        said.vision == Ability.UNKNOWN ? vision : Ability.UNKNOWN,
        said.tools == Ability.UNKNOWN ? tools : Ability.UNKNOWN,
        said.json == Ability.UNKNOWN ? json : Ability.UNKNOWN);
  }

  private static Ability ability(Section section, String key) {
    return section.bool(key).optional().map(Ability::of).orElse(Ability.UNKNOWN);
  }
}
