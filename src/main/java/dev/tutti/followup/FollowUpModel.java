package dev.tutti.followup;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Model that is asked where the classifier is unsure. */
@FunctionalInterface
public interface FollowUpModel {
  /** No model; nobody is asked. */
  FollowUpModel NONE =
      (_, _, _) -> CompletableFuture.failedFuture(new IllegalStateException("no model"));

  /**
   * Asks whether a message is a follow-up. Does not block; who gives up waiting cancels the result.
   *
   * @param model its name, as callers name models
   * @return what it says; fails when it cannot be asked or says something else
   */
  CompletableFuture<FollowUpDecision.Kind> ask(
      String model, List<DialogueTurn> history, String message);
}
