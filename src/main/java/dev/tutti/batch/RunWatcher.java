package dev.tutti.batch;

import dev.tutti.file.StoredFiles;
import dev.tutti.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * Watcher of a run that writes down how far its batch has come, and that there is room for more.
 * Blocking; looks come from one thread.
 */
final class RunWatcher implements BatchRun.Watcher {
  /** Bytes of results behind which there is asked for room again, and time behind which. */
  private static final long MUCH = 1 << 20;

  private static final Duration SELDOM = Duration.ofSeconds(5);

  private final Watched watched;
  private final StoredBatch batch;
  private final long lines;
  private final BatchRunner.Listener listener;
  private BatchCounts told = BatchCounts.NONE;
  private BatchUsage spent = BatchUsage.NONE;
  private long asked = -1;
  private Instant next = Instant.EPOCH;

  /** What all watchers look at and write to. */
  record Watched(Store store, StoredFiles files, InstantSource clock) {
    /** Writes down how far a batch has come, and what models have used. */
    CompletableFuture<Boolean> count(StoredBatch batch, ResultJournal journal, long lines) {
      var counts = journal.counts(lines);
      var usage = journal.usage();
      return store.write(
          handle -> {
            BatchTable.count(handle, batch.id(), counts, usage);
            return true;
          });
    }
  }

  RunWatcher(Watched watched, StoredBatch batch, long lines, BatchRunner.Listener listener) {
    this.watched = watched;
    this.batch = batch;
    this.lines = lines;
    this.listener = listener;
  }

  @Override
  public void look(ResultJournal journal) {
    journal.force();
    var counts = journal.counts(lines);
    var usage = journal.usage();
    if (!counts.equals(told) || !usage.equals(spent)) {
      listener.progress(counts);
      Store.await(watched.count(batch, journal, lines));
      told = counts;
      spent = usage;
    }
    requireRoom(journal.bytes());
  }

  /** Asked when there is much more, or seldom, as the files of all owners are summed up for it. */
  private void requireRoom(long bytes) {
    var now = watched.clock.instant();
    if (bytes - asked >= MUCH || (bytes > asked && !now.isBefore(next))) {
      Store.await(watched.files.requireRoom(batch.owner(), bytes));
      asked = bytes;
      next = now.plus(SELDOM);
    }
  }

  @Override
  public void used(LineModel.Answered answer) {
    if (!answer.usage().isNone()) {
      listener.used(answer.usage(), answer.nanoDollars());
    }
  }
}
