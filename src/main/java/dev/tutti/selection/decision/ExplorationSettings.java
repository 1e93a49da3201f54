package dev.tutti.selection.decision;

import dev.tutti.config.Section;

/**
 * Limits within which models are tried of which little is known.
 *
 * @param share most of the requests that are decided to learn, 0 to 0.5; 0 is off
 * @param minQuality least expected quality of a model that is tried
 */
public record ExplorationSettings(double share, double minQuality) {
  /** Nothing is tried. */
  public static final ExplorationSettings OFF = new ExplorationSettings(0, .5);

  static ExplorationSettings read(Section section) {
    return new ExplorationSettings(
        section.decimal("share", 0, .5).or(OFF.share),
        section.decimal("min_quality", 0, 1).or(OFF.minQuality));
  }
}
