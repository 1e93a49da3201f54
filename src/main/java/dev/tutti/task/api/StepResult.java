package dev.tutti.task.api;

import tools.jackson.databind.JsonNode;

/**
 * Result of a step, and what models have used for it.
 *
 * @param value kept as it is, and returned instead of a second execution
 */
public record StepResult(JsonNode value, TaskUsage usage) {
  /** Result for which no model was asked. */
  public static StepResult of(JsonNode value) {
    return new StepResult(value, TaskUsage.NONE);
  }
}
