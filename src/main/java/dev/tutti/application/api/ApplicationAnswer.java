package dev.tutti.application.api;

import dev.tutti.chat.Usage;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answer of an application.
 *
 * @param text of the result for people, as Markdown
 * @param usage of all models
 * @param json everything, as {@code /v1/apps/{name}} answers it; not to be changed
 */
public record ApplicationAnswer(String text, Usage usage, ObjectNode json) {

  /** Members of the result. */
  public ObjectNode result() {
    return json.withObject("result");
  }

  /** Model that was asked and has answered. */
  public Optional<String> modelUsed() {
    return Optional.of(json.path("model_used").asString("")).filter(name -> !name.isEmpty());
  }

  /** Time from the beginning to the end. */
  public Duration processingTime() {
    return Duration.ofMillis(Math.round(json.path("processing_time").asDouble(0) * 1_000));
  }
}
