package dev.tutti.memory.vector;

import dev.tutti.config.Section;
import java.time.Duration;

/**
 * Settings of recall by meaning.
 *
 * @param model the embedding model that is asked, empty where none is
 * @param timeout how long it may take; after that words alone decide
 */
public record EmbeddingSettings(String model, Duration timeout) {
  /** Words alone decide. */
  public static final EmbeddingSettings OFF = new EmbeddingSettings("", Duration.ofSeconds(5));

  /** Reads the section {@code embedding} of another one. */
  public static EmbeddingSettings read(Section owner) {
    var section = owner.section("embedding");
    return new EmbeddingSettings(
        section.string("model").or(OFF.model), section.duration("timeout").or(OFF.timeout));
  }

  /** Whether a model is asked. */
  public boolean enabled() {
    return !model.isEmpty();
  }
}
