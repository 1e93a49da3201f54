package dev.tutti.batch;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Usage;
import dev.tutti.file.FilePurpose;
import dev.tutti.file.NewFile;
import dev.tutti.file.StoredFiles;
import dev.tutti.store.PrivateFiles;
import dev.tutti.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs batches and brings them to their end, each by one thread at a time. Blocking; thread-safe.
 */
final class BatchRunner {
  private static final Logger log = LoggerFactory.getLogger(BatchRunner.class);

  /** An interrupted run takes about so long to its end. */
  private static final Duration ENDING = Duration.ofSeconds(2);

  private final Store store;
  private final StoredFiles files;
  private final Path folder;
  private final BatchTasks tasks;
  private final BatchRun.Means means;
  private final Supplier<BatchSettings> settings;
  private final LiveBatches live;
  private final RunWatcher.Watched watched;
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  /**
   * @param folder for outcomes of lines until they become files
   * @param settings those of the moment
   */
  BatchRunner(
      Store store,
      StoredFiles files,
      Path folder,
      BatchTasks tasks,
      BatchRun.Means means,
      Supplier<BatchSettings> settings) {
    this.store = store;
    this.files = files;
    this.folder = folder;
    this.tasks = tasks;
    this.means = means;
    this.settings = settings;
    this.live = new LiveBatches(store);
    this.watched = new RunWatcher.Watched(store, files, means.clock());
  }

  /** Listener to how far a batch has come. Thread-safe. */
  interface Listener {
    /** It has come so far. */
    void progress(BatchCounts counts);

    /**
     * Models have used so much for a line.
     *
     * @throws Fault when it must not go on
     */
    default void used(Usage usage, long nanoDollars) {}
  }

  /**
   * Runs a batch to its end; an interrupt leaves it where it is.
   *
   * @return the batch at its end
   * @throws Fault when it cannot go on
   */
  StoredBatch run(StoredBatch batch, Supplier<LineModel.Requester> who, Listener listener)
      throws IOException, InterruptedException {
    if (!running.add(batch.id())) {
      throw Fault.of(FaultCode.OVERLOADED, batch.id() + ": its run before this one is just ending")
          .after(ENDING);
    }
    try {
      return batch.status().isTerminal() ? batch : go(batch, who, listener);
    } finally {
      running.remove(batch.id());
    }
  }

  private StoredBatch go(StoredBatch batch, Supplier<LineModel.Requester> who, Listener listener)
      throws IOException, InterruptedException {
    var input = Store.await(files.find(batch.owner(), batch.request().input()));
    var path = files.path(input.id());
    long total = batch.counts().total();
    if (total == 0) {
      var verdict =
          new BatchValidation(batch.request().target(), settings.get(), means.memory())
              .check(path, input.bytes());
      if (!verdict.errors().isEmpty()) {
        return end(batch, BatchStatus.FAILED, verdict.errors());
      }
      total = verdict.lines();
    }
    long lines = total;
    var clock = means.clock();
    if (!Store.await(
        store.write(handle -> BatchTable.begin(handle, batch.id(), lines, clock.instant())))) {
      return ended(batch);
    }
    boolean all = answer(batch, path, lines, who, listener);
    return end(batch, all ? BatchStatus.COMPLETED : BatchStatus.EXPIRED, List.of());
  }

  /** The end of a batch that somebody has ended, or has begun to. */
  private StoredBatch ended(StoredBatch batch) throws IOException {
    var latest =
        Store.await(store.read(handle -> BatchTable.one(handle, batch.id()).orElse(batch)));
    return latest.status().isTerminal() ? latest : end(latest, BatchStatus.CANCELLED, List.of());
  }

  private boolean answer(
      StoredBatch batch,
      Path input,
      long lines,
      Supplier<LineModel.Requester> who,
      Listener listener)
      throws IOException, InterruptedException {
    try (var journal = journal(batch)) {
      var watcher = new RunWatcher(watched, batch, lines, listener);
      try {
        return new BatchRun(batch, journal, means, who, watcher).run(input);
      } finally {
        var _ = watched.count(batch, journal, lines);
      }
    }
  }

  /** A crash may have come when one of the files was placed already: then it goes on there. */
  private ResultJournal journal(StoredBatch batch) throws IOException {
    PrivateFiles.createFolder(folder);
    var paths =
        new ResultJournal.JournalPaths(
            placed(batch.outputId(), results(batch)),
            placed(batch.failuresId(), errors(batch)),
            spending(batch));
    return ResultJournal.open(batch.id(), paths, batch.usage());
  }

  private Path placed(String id, Path otherwise) {
    return Files.exists(files.path(id)) ? files.path(id) : otherwise;
  }

  private Path results(StoredBatch batch) {
    return folder.resolve(batch.id() + ".out");
  }

  private Path errors(StoredBatch batch) {
    return folder.resolve(batch.id() + ".err");
  }

  private Path spending(StoredBatch batch) {
    return folder.resolve(batch.id() + ".use");
  }

  /** Ends what nobody runs, and nobody will. One thread at a time. */
  void reconcile() {
    for (var batch : live.next()) {
      try {
        reconcile(batch);
      } catch (IOException | RuntimeException e) {
        log.warn("Batch {} could not be ended: {}", batch.id(), e.getMessage());
      }
    }
  }

  private void reconcile(StoredBatch batch) throws IOException {
    var now = means.clock().instant();
    if (running.contains(batch.id())) {
      cancelAgain(batch, now);
      return;
    }
    if (batch.status() == BatchStatus.CANCELLING) {
      endAlone(batch, BatchStatus.CANCELLED, List.of());
    } else if (now.isAfter(batch.times().expires())) {
      var _ = tasks.cancel(batch.owner(), batch.task());
      endAlone(batch, BatchStatus.EXPIRED, List.of());
    } else {
      var fate = Store.await(tasks.fate(batch.owner(), batch.task()));
      if (fate.cancelled()) {
        endAlone(batch, BatchStatus.CANCELLED, List.of());
      } else if (!fate.live()) {
        endAlone(batch, BatchStatus.FAILED, List.of(error(fate.code(), fate.message())));
      }
    }
  }

  /** A run that goes on for long behind the end that was asked for has not heard of it. */
  private void cancelAgain(StoredBatch batch, Instant now) {
    if (batch.at(BatchStatus.CANCELLING).filter(at -> at.plus(ENDING).isBefore(now)).isPresent()) {
      var _ = tasks.cancel(batch.owner(), batch.task());
    }
  }

  private static BatchError error(String code, String message) {
    return new BatchError(code, message, null, 0);
  }

  private void endAlone(StoredBatch batch, BatchStatus status, List<BatchError> errors)
      throws IOException {
    if (running.add(batch.id())) {
      try {
        end(batch, status, errors);
      } finally {
        running.remove(batch.id());
      }
    }
  }

  /**
   * Brings a batch to its last status; its outcomes become files. Interrupts wait until that is
   * done, as they would close the channels of files.
   */
  private StoredBatch end(StoredBatch before, BatchStatus status, List<BatchError> errors)
      throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      return finished(before, status, errors);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private StoredBatch finished(StoredBatch before, BatchStatus status, List<BatchError> errors)
      throws IOException {
    var now = means.clock().instant();
    var batch =
        Store.await(
            store.write(
                handle -> {
                  BatchTable.finalizing(handle, before.id(), now);
                  return BatchTable.one(handle, before.id()).orElse(before);
                }));
    boolean cancelled = batch.status() == BatchStatus.CANCELLING && status != BatchStatus.FAILED;
    var last = cancelled ? BatchStatus.CANCELLED : status;
    var counts = new Outcomes(batch, last).place();
    return Store.await(
        store.write(
            handle -> {
              var ended = kept(handle, batch, last, counts, errors);
              BatchTable.end(handle, ended, now);
              return BatchTable.one(handle, batch.id()).orElse(ended);
            }));
  }

  private StoredBatch kept(
      Handle handle,
      StoredBatch batch,
      BatchStatus status,
      BatchCounts counts,
      List<BatchError> errors)
      throws IOException {
    var output = counts.completed() > 0 ? add(handle, batch, batch.outputId(), "output") : "";
    var failures = counts.failed() > 0 ? add(handle, batch, batch.failuresId(), "error") : "";
    return new StoredBatch(
        batch.id(),
        batch.owner(),
        batch.request(),
        status,
        batch.times(),
        counts,
        output,
        failures,
        errors,
        batch.task(),
        batch.usage());
  }

  private String add(Handle handle, StoredBatch batch, String id, String what) throws IOException {
    var name = batch.id() + "_" + what + ".jsonl";
    var keep = batch.request().keeping().orElse(null);
    files.add(handle, id, new NewFile(batch.owner(), FilePurpose.BATCH_OUTPUT, name, keep));
    return id;
  }

  /** Outcomes of a batch on their way to become files. */
  private final class Outcomes {
    private final StoredBatch batch;
    private final BatchStatus status;

    Outcomes(StoredBatch batch, BatchStatus status) {
      this.batch = batch;
      this.status = status;
    }

    /** Places the contents of both files, where there are any. */
    BatchCounts place() throws IOException {
      if (batch.counts().total() == 0) {
        return BatchCounts.NONE;
      }
      var counts = complete();
      place(errors(batch), counts.failed(), batch.failuresId());
      place(results(batch), counts.completed(), batch.outputId());
      Files.deleteIfExists(spending(batch));
      return counts;
    }

    private void place(Path source, long lines, String id) throws IOException {
      if (lines > 0) {
        files.place(source, id);
      } else {
        Files.deleteIfExists(source);
      }
    }

    /** Lines without an outcome get one, where the time is over. */
    private BatchCounts complete() throws IOException {
      try (var journal = journal(batch)) {
        if (status == BatchStatus.EXPIRED) {
          expire(journal);
        }
        journal.force();
        Store.await(watched.count(batch, journal, batch.counts().total()));
        return journal.counts(batch.counts().total());
      }
    }

    private void expire(ResultJournal journal) throws IOException {
      var path = files.path(batch.request().input());
      if (!Files.exists(path)) {
        return;
      }
      try (var reader = new LineReader(path, BatchValidation.LONGEST_LINE)) {
        for (var place = reader.next(); place != null; place = reader.next()) {
          if (!journal.has(place.number())) {
            journal.refuse(
                BatchLine.of(reader.read(place)),
                "batch_expired",
                "This request could not be executed before the completion window expired.");
          }
        }
      }
    }
  }
}
