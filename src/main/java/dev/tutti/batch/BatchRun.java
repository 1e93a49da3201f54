package dev.tutti.batch;

import dev.tutti.call.BodyMemory;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run over the lines of a batch that have no outcome yet, many at once. A line that waits
 * before another try has no place among those of all batches meanwhile, so that a batch whose model
 * refuses holds up no other. An interrupt ends it: nothing more is asked, and what is under way has
 * a moment to end. Blocking; used once.
 */
final class BatchRun {
  /** Interval at which somebody is told how far it has come. */
  private static final Duration TICK = Duration.ofMillis(250);

  /** Time that calls under way have when the run ends early. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** Time in which a call ends that is cancelled. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final StoredBatch batch;
  private final ResultJournal journal;
  private final Means means;
  private final Supplier<LineModel.Requester> who;
  private final Watcher watcher;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Semaphore own;
  private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
  private long ticked = System.nanoTime() - TICK.toNanos();
  private volatile boolean over;

  /**
   * Means of all runs.
   *
   * @param atOnce lines of one run that are answered, or wait for another try
   * @param places lines that are answered at once, of all runs
   * @param memory shares of the memory for lines under way
   */
  record Means(
      LineModel model,
      LinePolicy policy,
      int atOnce,
      LinePlaces places,
      Supplier<BodyMemory.Lease> memory,
      InstantSource clock) {}

  /** Watcher of a run. Thread-safe. */
  interface Watcher {
    /**
     * Hears how far it has come, several times a second.
     *
     * @throws Fault when it must not go on
     */
    void look(ResultJournal journal);

    /**
     * Hears of what an answer has used, kept or not.
     *
     * @throws Fault when it must not go on
     */
    void used(LineModel.Answered answer);
  }

  /**
   * @param who asks, at each moment
   */
  BatchRun(
      StoredBatch batch,
      ResultJournal journal,
      Means means,
      Supplier<LineModel.Requester> who,
      Watcher watcher) {
    this.batch = batch;
    this.journal = journal;
    this.means = means;
    this.own = new Semaphore(means.atOnce);
    this.who = who;
    this.watcher = watcher;
  }

  /**
   * Runs; says whether every line has its outcome, rather than that its time is over.
   *
   * @throws Fault when its results cannot be kept
   */
  boolean run(Path input) throws IOException, InterruptedException {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    try (var reader = new LineReader(input, BatchValidation.LONGEST_LINE)) {
      boolean all = feed(reader, threads) && finish();
      stop(threads, all ? Duration.ZERO : GRACE);
      return all;
    } catch (IOException | InterruptedException | RuntimeException e) {
      stop(threads, e instanceof InterruptedException ? GRACE : Duration.ZERO);
      throw e;
    }
  }

  private boolean feed(LineReader reader, ExecutorService threads)
      throws IOException, InterruptedException {
    for (var place = reader.next(); place != null; place = reader.next()) {
      if (journal.has(place.number())) {
        continue;
      }
      while (!own.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (!mayGoOn()) {
          return false;
        }
      }
      boolean begun = false;
      try {
        begun = begin(reader, place, threads);
      } finally {
        if (!begun) {
          own.release();
        }
      }
      if (!begun || !mayGoOn()) {
        return false;
      }
    }
    return true;
  }

  /** Has a line answered, as soon as there is memory for it; says whether there was time. */
  private boolean begin(LineReader reader, LineReader.LinePlace place, ExecutorService threads)
      throws IOException, InterruptedException {
    var lease = means.memory.get();
    while (!taken(lease, place.length())) {
      Thread.sleep(TICK);
      if (!mayGoOn()) {
        return false;
      }
    }
    var line = read(reader, place, lease);
    underWay.incrementAndGet();
    threads.execute(() -> answer(line, lease));
    return true;
  }

  private static LineReader.Line read(
      LineReader reader, LineReader.LinePlace place, BodyMemory.Lease lease) throws IOException {
    try {
      return reader.read(place);
    } catch (IOException e) {
      lease.close();
      throw e;
    }
  }

  /** Takes memory, if there is any at this moment. */
  static boolean taken(BodyMemory.Lease lease, long bytes) {
    try {
      lease.take(bytes);
      return true;
    } catch (Fault full) {
      if (full.code() == FaultCode.OVERLOADED) {
        return false;
      }
      throw full;
    }
  }

  /** Waits for what is under way. */
  private boolean finish() throws InterruptedException {
    while (underWay.get() > 0) {
      synchronized (underWay) {
        if (underWay.get() > 0) {
          underWay.wait(TICK.toMillis());
        }
      }
      if (!mayGoOn()) {
        return false;
      }
    }
    tick();
    return true;
  }

  /** Whether there is time left. */
  private boolean mayGoOn() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("a batch was ended");
    }
    if (System.nanoTime() - ticked >= TICK.toNanos()) {
      ticked = System.nanoTime();
      tick();
    }
    return means.clock.instant().isBefore(batch.times().expires());
  }

  private void tick() {
    switch (broken.get()) {
      case null -> watcher.look(journal);
      case Fault fault -> throw fault;
      case Throwable thrown -> throw new IllegalStateException("a line of a batch", thrown);
    }
  }

  private void stop(ExecutorService threads, Duration grace) {
    over = true;
    threads.shutdown();
    boolean interrupted = Thread.interrupted();
    try {
      if (!threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
        threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      threads.shutdownNow();
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** On a thread of its own. */
  private void answer(LineReader.Line line, BodyMemory.Lease memory) {
    try (memory) {
      answer(BatchLine.of(line));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      broken.compareAndSet(null, e);
    } finally {
      own.release();
      if (underWay.decrementAndGet() == 0) {
        synchronized (underWay) {
          underWay.notifyAll();
        }
      }
    }
  }

  private void answer(BatchLine line) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      var answer = ask(line);
      journal.used(BatchUsage.of(answer.usage()));
      int failed = tries;
      var wait = answer.failure().flatMap(fault -> means.policy.again(fault, failed));
      if (wait.isEmpty()) {
        journal.add(line, answer);
        watcher.used(answer);
        return;
      }
      watcher.used(answer);
      Thread.sleep(wait.get());
    }
  }

  private LineModel.Answered ask(BatchLine line) throws InterruptedException {
    means.places.acquire(batch.owner());
    try {
      if (over) {
        throw new InterruptedException("the batch has ended");
      }
      return means.model.answer(batch.request().target(), line.body(), who.get());
    } finally {
      means.places.release();
    }
  }
}
