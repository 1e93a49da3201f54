package dev.tutti.call;

import java.util.Locale;
import java.util.Optional;

/** Way of asking an upstream for an answer that is valid for a schema, the surest first. */
public enum SchemaMode {
  /** The provider holds the model to the schema. */
  NATIVE,
  /** The model must call a tool that takes the answer. */
  TOOL,
  /** The schema is told in words, and the provider holds the model to JSON. */
  JSON_MODE,
  /** The schema is told in words. */
  PROMPT;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word in metrics, such as {@code json_mode}. */
  public String word() {
    return word;
  }

  /** Next way to try where this one is refused. */
  public Optional<SchemaMode> next() {
    return switch (this) {
      case NATIVE -> Optional.of(TOOL);
      case TOOL -> Optional.of(JSON_MODE);
      case JSON_MODE -> Optional.of(PROMPT);
      case PROMPT -> Optional.empty();
    };
  }
}
