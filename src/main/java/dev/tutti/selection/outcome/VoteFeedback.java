package dev.tutti.selection.outcome;

import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** Learner of what somebody says of an answer that several models were asked for. Thread-safe. */
@FunctionalInterface
public interface VoteFeedback {
  /**
   * Learns; complete when it is on disk.
   *
   * @param call that has counted their answers
   * @param vote as the call's record has it
   * @param score from 0, wrong, to 1, right
   * @return how many of their answers it says something of
   */
  CompletableFuture<Integer> learn(String call, JsonNode vote, double score);
}
