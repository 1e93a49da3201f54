package dev.tutti.cache;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import java.time.Duration;

/**
 * Settings of the semantic tier, which gives the answer to a question that means the same.
 *
 * @param model the embedding model that is asked, empty when it will not
 * @param threshold the least cosine of two questions that mean the same, 0.5 to 1
 * @param timeout how long the embedding model may take; after that the question is a new one
 */
public record SemanticSettings(String model, double threshold, Duration timeout) {
  /** Only the same question has the same answer. */
  public static final SemanticSettings OFF = new SemanticSettings("", 0.95, Duration.ofSeconds(2));

  private static final String NAME = "semantic";

  static SemanticSettings read(Section owner, SemanticSettings usual, Kind<String> models) {
    if (!owner.has(NAME)) {
      return usual;
    }
    var section = owner.section(NAME);
    boolean enabled = section.bool("enabled").or(true);
    var model = section.value("model", models);
    return new SemanticSettings(
        enabled ? (usual.enabled() ? model.or(usual.model) : model.required()) : "",
        section.decimal("threshold", 0.5, 1).or(usual.threshold),
        section.duration("timeout").or(usual.timeout));
  }

  /** Whether it will do. */
  public boolean enabled() {
    return !model.isEmpty();
  }
}
