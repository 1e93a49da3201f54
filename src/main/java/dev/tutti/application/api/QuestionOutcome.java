package dev.tutti.application.api;

import dev.tutti.chat.Fault;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of a question to a model.
 *
 * @param answer null where it has failed
 * @param fault null where it was answered
 */
public record QuestionOutcome(
    ModelQuestion question, @Nullable ModelAnswer answer, @Nullable Fault fault) {

  /** Answer, where there is one. */
  public Optional<ModelAnswer> answered() {
    return Optional.ofNullable(answer);
  }

  /** Failure, where it is one. */
  public Optional<Fault> failure() {
    return Optional.ofNullable(fault);
  }
}
