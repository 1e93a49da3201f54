package dev.tutti.batch;

import dev.tutti.call.BodyMemory;
import dev.tutti.file.StoredFiles;
import dev.tutti.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that makes, runs and ends batches. Thread-safe. */
public final class BatchEngine {
  private static final Logger log = LoggerFactory.getLogger(BatchEngine.class);

  private final Batches batches;
  private final BatchRunner runner;
  private final AtomicBoolean looking = new AtomicBoolean();

  /**
   * Means of batches.
   *
   * @param folder for outcomes of lines until they become files
   * @param random should be fit for secrets
   * @param memory shares of the memory for lines under way
   */
  public record Means(
      Store store,
      StoredFiles files,
      Path folder,
      InstantSource clock,
      RandomGenerator random,
      Supplier<BodyMemory.Lease> memory) {}

  private BatchEngine(Batches batches, BatchRunner runner) {
    this.batches = batches;
    this.runner = runner;
  }

  /**
   * Opens it.
   *
   * @param model answers lines
   * @param tasks by which batches are run
   * @param settings those of the moment
   */
  public static BatchEngine open(
      Means means, LineModel model, BatchTasks tasks, Supplier<BatchSettings> settings) {
    int atOnce = settings.get().concurrency();
    var run =
        new BatchRun.Means(
            model,
            new LinePolicy(means.random),
            atOnce,
            new LinePlaces(atOnce),
            means.memory,
            means.clock);
    return new BatchEngine(
        new Batches(means.store, means.files, means.clock, tasks, settings),
        new BatchRunner(means.store, means.files, means.folder, tasks, run, settings));
  }

  /** The batches of all owners. */
  public Batches batches() {
    return batches;
  }

  /** Kind of the tasks that run them. */
  public BatchKind kind() {
    return new BatchKind(batches, runner);
  }

  /**
   * Begins to end batches that nobody runs, and nobody will, such as those that were cancelled.
   * Never blocks; one look at a time.
   */
  public void look() {
    if (looking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("tutti-batches").start(this::reconcile);
    }
  }

  private void reconcile() {
    try {
      runner.reconcile();
    } catch (RuntimeException e) {
      log.warn("Batches could not be looked at: {}", e.getMessage());
    } finally {
      looking.set(false);
    }
  }
}
