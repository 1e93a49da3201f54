package dev.tutti.selection.decision;

import dev.tutti.config.Section;
import java.time.Duration;

/**
 * How conversations keep their model. Within a loop of tools, and along {@code
 * previous_response_id}, they always do.
 *
 * @param enabled whether other conversations keep theirs, too, and only go up to a stronger one
 * @param idle how long nobody speaks until one may come down again
 */
public record StickySettings(boolean enabled, Duration idle) {
  /** Conversations keep their model for half an hour. */
  public static final StickySettings DEFAULT = new StickySettings(true, Duration.ofMinutes(30));

  static StickySettings read(Section section) {
    return new StickySettings(
        section.bool("enabled").or(DEFAULT.enabled), section.duration("idle").or(DEFAULT.idle));
  }
}
