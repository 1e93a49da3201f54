package dev.tutti.cooperation.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One run that is asked for.
 *
 * @param about what is said of its question and its answer
 */
public record CooperationRequest(
    CooperationPlan plan, RunLimits limits, CooperationQuestion question, AboutRun about) {

  /**
   * Type of the question, and form of the answer.
   *
   * @param taskType whose outcomes say what members have earned; empty where the question tells
   * @param format {@code response_format} of the answer; null where it is free; not to be changed
   */
  public record AboutRun(String taskType, @Nullable ObjectNode format) {
    /** Form of the answer, where it has to have one. */
    public Optional<ObjectNode> form() {
      return Optional.ofNullable(format);
    }
  }
}
