package dev.tutti.task.api;

import dev.tutti.call.Caller;
import dev.tutti.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One attempt at a task, as its kind sees it. Steps may run on several threads at once;
 * thread-safe.
 *
 * <p>When the task is cancelled, has run out of time, or the server stops, its thread is
 * interrupted, and what {@link #onStop} was told is run. Whatever the kind does afterwards changes
 * nothing any more.
 */
public interface TaskRun {
  /** Id of the task. */
  String id();

  /** Number of the attempt, from 1. */
  int attempt();

  /**
   * Whether no attempt follows should this one fail: the moment for an answer that is better than
   * none.
   */
  boolean isLast();

  /** What the task was asked. */
  ObjectNode input();

  /**
   * By whose rights it runs, at this moment.
   *
   * @throws dev.tutti.chat.Fault when its key has none any more
   */
  Principal principal();

  /** On whose behalf models are asked. */
  Caller caller();

  /** Time that is left of this attempt. */
  Duration remaining();

  /** Work of a step. */
  @FunctionalInterface
  interface StepWork {
    /** Does it; may block. */
    StepResult run() throws Exception;
  }

  /**
   * Result of a step: that of an earlier attempt, or else of the work, which is on disk when this
   * returns. Blocks.
   *
   * @param name of the step, once in a task; 1 to 200 characters
   * @param requestHash of all that the result depends on; the result of another one is not used
   * @throws dev.tutti.chat.Fault also when the task may not go on: {@code limit_exceeded}, {@code
   *     cancelled}
   */
  JsonNode step(String name, String requestHash, StepWork work) throws Exception;

  /**
   * One of several steps that do not need each other.
   *
   * @param name of the step, once in a task
   * @param requestHash of all that the result depends on
   */
  record IndependentStep(String name, String requestHash, StepWork work) {}

  /**
   * Results of independent steps in their order, as of {@link #step}; some of them run side by
   * side, on threads of their own. When one fails the others are interrupted, what has finished is
   * kept, and the first failure is thrown. Blocks until no step runs any more.
   *
   * @param atOnce steps that run at the same time, 1 to 1,000
   */
  List<JsonNode> steps(List<IndependentStep> steps, int atOnce) throws Exception;

  /** Result of a step that an earlier attempt has finished with the same hash. Does not block. */
  Optional<JsonNode> finished(String name, String requestHash);

  /**
   * Keeps the result of a step; complete when it is on disk. Does not block. Fails as {@link #step}
   * does.
   */
  CompletableFuture<Void> finish(String name, String requestHash, StepResult result);

  /** Counts what models have used outside of a step. */
  void used(TaskUsage usage);

  /**
   * Says how far it has come; watchers see the latest.
   *
   * @param total 0 while it is not known
   */
  void progress(long done, long total, String text);

  /** Runs this, once, as soon as the attempt has to end; at once where it has to already. */
  void onStop(Runnable action);
}
