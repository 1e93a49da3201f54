package dev.tutti.skill;

import dev.tutti.chat.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What came of an execution.
 *
 * @param skill the revision that was executed
 * @param text what was said
 * @param output the same as JSON where the skill has a schema for it
 * @param model who answered last, {@code provider/model}; empty when nobody did
 * @param mode which prompt was told, and why
 * @param usage of all answers of models together
 * @param tokensSaved what the full prompt would have cost more, in tokens, estimated
 * @param time from the request to the end
 * @param degraded what was given in the place of a model's answer, such as {@code fallback_text}
 * @param artifacts the files that it has written
 */
public record SkillResult(
    Skill skill,
    String text,
    Optional<JsonNode> output,
    String model,
    Mode mode,
    Usage usage,
    long tokensSaved,
    Duration time,
    Optional<String> degraded,
    List<Artifact> artifacts) {

  /**
   * Which prompt was told.
   *
   * @param followUp whether it was the lighter one
   * @param reason in words
   * @param layer who decided: {@code caller}, {@code session}, {@code skill}
   */
  public record Mode(boolean followUp, String reason, String layer) {}
}
