package dev.tutti.skill.api;

import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Usage;
import dev.tutti.followup.FollowUpDecision;
import dev.tutti.ledger.Cost;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Result of an execution.
 *
 * @param skill the revision that was executed
 * @param text what was said
 * @param json see {@link #output}: the same as JSON where the skill has a schema for it
 * @param model who answered last, {@code provider/model}; empty when nobody did
 * @param mode which prompt was told, and why
 * @param finish why it ends where it ends
 * @param usage of all answers of models together, also those of which nothing came
 * @param cost of them, where the prices are known
 * @param tokensSaved what the full prompt would have cost more, in tokens, estimated
 * @param time from the request to the end
 * @param instead see {@link #degraded}
 * @param artifacts the files that it has written
 */
public record SkillResult(
    Skill skill,
    String text,
    @Nullable JsonNode json,
    String model,
    Mode mode,
    FinishReason finish,
    Usage usage,
    Cost cost,
    long tokensSaved,
    Duration time,
    @Nullable Degraded instead,
    List<Artifact> artifacts) {

  /** The same as JSON where the skill has a schema for it. */
  public Optional<JsonNode> output() {
    return Optional.ofNullable(json);
  }

  /** The replacement of the first model's answer, if there was one. */
  public Optional<Degraded> degraded() {
    return Optional.ofNullable(instead);
  }

  /** Whether a text of the skill's was given because no model had an answer. */
  public boolean isText() {
    return instead == Degraded.FALLBACK_TEXT;
  }

  /** Substitutes for the first model's answer. */
  public enum Degraded {
    /** The answer of another model. */
    FALLBACK_MODEL,
    /** The text of {@code fallback.md}. */
    FALLBACK_TEXT;

    /** Its name in answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Choice of the prompt that was told.
   *
   * @param light whether it was the lighter one
   * @param decision what the user's message is to what was said before
   * @param confidence how sure that is, 0 to 1
   * @param reason why it is so, and where the full prompt was told to a follow-up, why that
   * @param layer who decided: {@code caller}, {@code rules}, {@code classifier} or {@code model}
   */
  public record Mode(
      boolean light,
      FollowUpDecision.Kind decision,
      double confidence,
      String reason,
      String layer) {}
}
