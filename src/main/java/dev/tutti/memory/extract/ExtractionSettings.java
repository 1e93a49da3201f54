package dev.tutti.memory.extract;

import dev.tutti.config.Section;
import java.time.Duration;

/**
 * Settings of the extraction.
 *
 * @param enabled whether facts are noted from every session that does not say otherwise
 * @param model the model that is asked, empty where none is: then nothing is ever noted
 * @param timeout how long it may take
 */
public record ExtractionSettings(boolean enabled, String model, Duration timeout) {
  /** Nothing is noted. */
  public static final ExtractionSettings OFF =
      new ExtractionSettings(false, "", Duration.ofSeconds(60));

  /** Reads the members of a section that are about it. */
  public static ExtractionSettings read(Section section) {
    boolean enabled = section.bool("enabled").or(OFF.enabled);
    var model = section.string("model").or(OFF.model);
    if (enabled && model.isEmpty()) {
      section.refuse("enabled", "model, which notes the facts, beside it");
    }
    return new ExtractionSettings(
        enabled && !model.isEmpty(), model, section.duration("timeout").or(OFF.timeout));
  }

  /**
   * Whether facts are noted.
   *
   * @param wanted what a session says
   */
  public boolean notes(boolean wanted) {
    return wanted && !model.isEmpty();
  }
}
