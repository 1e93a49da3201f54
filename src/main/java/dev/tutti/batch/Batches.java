package dev.tutti.batch;

import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.file.FilePurpose;
import dev.tutti.file.StoredFile;
import dev.tutti.file.StoredFiles;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches of all owners: made, shown, listed, cancelled. Thread-safe; futures complete on
 * threads of the store.
 */
public final class Batches {
  private static final Logger log = LoggerFactory.getLogger(Batches.class);
  private static final int MISSING = 404;
  private static final int OLD = 200;

  private final Store store;
  private final StoredFiles files;
  private final InstantSource clock;
  private final BatchTasks tasks;
  private final Supplier<BatchSettings> settings;

  /**
   * @param settings those of the moment
   */
  public Batches(
      Store store,
      StoredFiles files,
      InstantSource clock,
      BatchTasks tasks,
      Supplier<BatchSettings> settings) {
    this.store = store;
    this.files = files;
    this.clock = clock;
    this.tasks = tasks;
    this.settings = settings;
  }

  /**
   * Page of a list of batches.
   *
   * @param more whether others follow
   */
  public record BatchPage(List<StoredBatch> batches, boolean more) {
    /** Keeps a copy. */
    public BatchPage {
      batches = List.copyOf(batches);
    }
  }

  /**
   * Makes a batch, which will be run; completes with it as it was made, however far it has come by
   * then. Fails with status 404 when its file is not there.
   */
  public CompletableFuture<StoredBatch> create(
      BatchRequest request, Principal principal, Caller caller) {
    return files
        .find(caller.owner(), request.input())
        .thenAccept(Batches::requireRequests)
        .thenCompose(_ -> tasks.submit(request, principal, caller))
        .thenCompose(task -> begin(caller.owner(), request, task))
        .thenApply(StoredBatch::made);
  }

  /** A batch that its caller never hears of is not run either, as they will ask for it again. */
  private CompletableFuture<StoredBatch> begin(String owner, BatchRequest request, String task) {
    return store
        .write(handle -> made(handle, owner, request, task))
        .exceptionallyCompose(
            thrown ->
                tasks
                    .cancel(owner, task)
                    .handle((_, _) -> thrown)
                    .thenCompose(CompletableFuture::failedFuture));
  }

  private static void requireRequests(StoredFile input) {
    if (input.purpose() != FilePurpose.BATCH) {
      throw Fault.invalid(
          "input_file_id",
          "a file for %s (expected: one with the purpose batch)".formatted(input.purpose().word()));
    }
  }

  /** Batch of a task, which has one from now on. */
  StoredBatch made(Handle handle, String owner, BatchRequest request, String task) {
    var id = StoredBatch.idOf(task);
    if (BatchTable.one(handle, id).isEmpty()) {
      BatchTable.insert(handle, made(id, owner, request, task));
    }
    return BatchTable.one(handle, owner, id).orElseThrow(() -> missing(id));
  }

  private StoredBatch made(String id, String owner, BatchRequest request, String task) {
    var now = clock.instant();
    return new StoredBatch(
        id,
        owner,
        request,
        BatchStatus.VALIDATING,
        StoredBatch.BatchTimes.created(now, now.plus(request.time())),
        BatchCounts.NONE,
        "",
        "",
        List.of(),
        task,
        BatchUsage.NONE);
  }

  /** The same; blocks. */
  StoredBatch require(String owner, BatchRequest request, String task) {
    return Store.await(store.write(handle -> made(handle, owner, request, task)));
  }

  /** A batch of the owner's; fails with status 404 when there is none of that name. */
  public CompletableFuture<StoredBatch> find(String owner, String id) {
    return store.read(handle -> BatchTable.one(handle, owner, id).orElseThrow(() -> missing(id)));
  }

  private static Fault missing(String id) {
    return Fault.invalid("id", "no batch \"%s\" is there".formatted(id)).status(MISSING);
  }

  /**
   * Some of an owner's, the newest first.
   *
   * @param after id of the last one of the page before, empty for the first page
   */
  public CompletableFuture<BatchPage> list(String owner, String after, int limit) {
    return store.read(
        handle -> {
          var at =
              after.isEmpty()
                  ? Instant.ofEpochMilli(Long.MAX_VALUE)
                  : BatchTable.one(handle, owner, after)
                      .orElseThrow(
                          () ->
                              Fault.invalid(
                                  "after", "\"%s\" (expected: the id of a batch)".formatted(after)))
                      .times()
                      .created();
          var found = BatchTable.page(handle, owner, at, after, limit + 1);
          boolean more = found.size() > limit;
          return new BatchPage(more ? found.subList(0, limit) : found, more);
        });
  }

  /**
   * Ends a batch; completes when nothing can begin any more, or its task could not be cancelled,
   * which {@link BatchRunner#reconcile} does later. Fails when it has ended already.
   */
  public CompletableFuture<StoredBatch> cancel(String owner, String id) {
    return store
        .write(
            handle -> {
              var found = BatchTable.one(handle, owner, id).orElseThrow(() -> missing(id));
              if (found.status().isTerminal()) {
                throw Fault.invalid(
                    "status", found.status().word() + " (expected: a batch that has not ended)");
              }
              BatchTable.cancelling(handle, owner, id, clock.instant());
              return BatchTable.one(handle, owner, id).orElseThrow(() -> missing(id));
            })
        .thenCompose(batch -> tasks.cancel(owner, batch.task()).handle((_, _) -> batch));
  }

  /** Begins to remove batches that ended long ago; a failure is logged. */
  public void tidy() {
    var before = clock.instant().minus(settings.get().keep());
    var _ =
        store
            .write(handle -> BatchTable.deleteOld(handle, before, OLD))
            .exceptionally(
                thrown -> {
                  log.warn("Old batches could not be removed: {}", thrown.getMessage());
                  return 0;
                });
  }
}
