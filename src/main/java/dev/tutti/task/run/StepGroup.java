package dev.tutti.task.run;

import dev.tutti.config.Argument;
import dev.tutti.task.api.TaskRun.IndependentStep;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Steps of an attempt that run side by side, each on a thread of its own. None outlives the group.
 *
 * @param atOnce steps that run at the same time
 */
record StepGroup(RunningTask run, int atOnce) {
  private static final int MOST_AT_ONCE = 1_000;

  /** Time in which a step ends that is interrupted. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** Checks the range. */
  StepGroup {
    Argument.check(atOnce >= 1 && atOnce <= MOST_AT_ONCE, "at once", atOnce, "1 to 1000");
  }

  /** Results in the order of the steps. */
  List<JsonNode> run(List<IndependentStep> steps) throws Exception {
    long names = steps.stream().map(IndependentStep::name).distinct().count();
    Argument.check(names == steps.size(), "steps", names + " names", "one for each step");
    var threads = Executors.newThreadPerTaskExecutor(run.threads());
    try {
      return run(steps, threads);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception failure ? failure : e;
    } finally {
      end(threads);
    }
  }

  private List<JsonNode> run(List<IndependentStep> steps, ExecutorService threads)
      throws ExecutionException, InterruptedException {
    var places = new Semaphore(atOnce);
    var ended = new ExecutorCompletionService<JsonNode>(threads);
    var results = steps.stream().map(step -> ended.submit(() -> run(step, places))).toList();
    for (int i = 0; i < steps.size(); i++) {
      var _ = ended.take().get();
    }
    return results.stream().map(Future::resultNow).toList();
  }

  private JsonNode run(IndependentStep step, Semaphore places) throws Exception {
    places.acquire();
    try {
      return run.beside(() -> run.step(step.name(), step.requestHash(), step.work()));
    } finally {
      places.release();
    }
  }

  private static void end(ExecutorService threads) {
    threads.shutdownNow();
    try {
      threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
