package dev.tutti.file;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of all owners. Thread-safe; futures complete on threads of the store, and what is said
 * to block belongs on no event loop.
 */
public final class StoredFiles {
  private static final Logger log = LoggerFactory.getLogger(StoredFiles.class);
  private static final int ID_BYTES = 16;
  private static final int BATCH = 200;
  private static final int MOST_OF_OWNER = 10_000;
  private static final int MISSING = 404;

  private final Store store;
  private final FileFolder folder;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Supplier<FileSettings> settings;
  private final AtomicLong drafts = new AtomicLong();

  private StoredFiles(
      Store store,
      FileFolder folder,
      InstantSource clock,
      RandomGenerator random,
      Supplier<FileSettings> settings) {
    this.store = store;
    this.folder = folder;
    this.clock = clock;
    this.random = random;
    this.settings = settings;
  }

  /**
   * Opens the files of a database; what was being written when the process before this one ended is
   * removed.
   *
   * @param folder for the contents; made when the first one comes
   * @param random should be fit for secrets
   * @param settings those of the moment
   */
  public static StoredFiles open(
      Store store,
      Path folder,
      InstantSource clock,
      RandomGenerator random,
      Supplier<FileSettings> settings) {
    var contents = new FileFolder(folder);
    contents.removeDrafts();
    return new StoredFiles(store, contents, clock, random, settings);
  }

  /** Settings of this moment. */
  public FileSettings settings() {
    return settings.get();
  }

  /** A new name for a file. */
  public String nextId() {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return "file-" + HexFormat.of().formatHex(bytes);
  }

  /**
   * Begins to write a file. Blocks.
   *
   * @throws Fault {@code store_unavailable}
   */
  public FileDraft draft() {
    var id = nextId();
    return FileDraft.begin(id, folder.draft(id), drafts);
  }

  /**
   * Goes on only if an owner may keep so many bytes more; fails with {@code request_too_large},
   * which says what makes room.
   */
  public CompletableFuture<@Nullable Void> requireRoom(String owner, long more) {
    return store.read(
        handle -> {
          requireRoom(handle, owner, more);
          return null;
        });
  }

  private void requireRoom(Handle handle, String owner, long more) {
    var most = settings.get();
    var owned = FileTable.sizeOf(handle, owner);
    if (owned.files() >= MOST_OF_OWNER) {
      throw full("%,d files of one owner".formatted(owned.files()), "fewer");
    }
    if (owned.bytes() + more > most.ownerBytes()) {
      throw full(
          "%,d bytes of one owner, and this is %,d more".formatted(owned.bytes(), more),
          "at most %,d, files.owner_bytes".formatted(most.ownerBytes()));
    }
    long all = FileTable.sizeOfAll(handle).bytes() + drafts.get();
    if (all + more > most.maxTotal()) {
      throw full("no room for %,d bytes".formatted(more), "files.max_total in all");
    }
  }

  private static Fault full(String what, String expected) {
    return Fault.of(
        FaultCode.REQUEST_TOO_LARGE,
        "files: %s (expected: %s; DELETE /v1/files/ID makes room)".formatted(what, expected));
  }

  /**
   * Keeps what was written; blocks until it is on the disk. A draft that cannot be kept is its
   * caller's to close.
   *
   * @throws Fault {@code request_too_large} when the owner has no room, {@code store_unavailable}
   */
  public StoredFile keep(FileDraft draft, NewFile what) {
    draft.force();
    folder.place(draft.path(), draft.id(), clock.instant());
    try {
      var file = described(draft.id(), what, draft.bytes());
      draft.kept();
      Store.await(
          store.write(
              handle -> {
                requireRoom(handle, what.owner(), draft.bytes());
                FileTable.insert(handle, file);
                return file;
              }));
      return file;
    } catch (RuntimeException e) {
      folder.remove(draft.id());
      throw e;
    }
  }

  /** A new file as it will be kept. */
  private StoredFile described(String id, NewFile what, long bytes) {
    var now = clock.instant();
    var keep = what.keep() != null || !what.purpose().expires() ? what.keep() : settings().keep();
    return new StoredFile(
        id,
        what.owner(),
        what.purpose(),
        what.name(),
        bytes,
        now,
        keep == null ? null : now.plus(keep));
  }

  /**
   * Makes a file that was written elsewhere the content of one that will be kept by {@link #add};
   * blocks until it is on the disk. Where that was done before, nothing happens.
   *
   * @throws Fault {@code store_unavailable}
   */
  public void place(Path source, String id) {
    folder.place(source, id, clock.instant());
  }

  /**
   * Keeps a file whose content was {@linkplain #place placed}, room or not, in the transaction of
   * somebody else.
   */
  public StoredFile add(Handle handle, String id, NewFile what) throws IOException {
    var file = described(id, what, folder.size(id));
    if (!FileTable.exists(handle, id)) {
      FileTable.insert(handle, file);
    }
    return file;
  }

  /** A file of the owner's; fails with status 404 when there is none of that name. */
  public CompletableFuture<StoredFile> find(String owner, String id) {
    return store.read(handle -> require(handle, owner, id));
  }

  /** The same in the transaction of somebody else. */
  public StoredFile require(Handle handle, String owner, String id) {
    return FileTable.one(handle, owner, id, clock.instant()).orElseThrow(() -> missing(id));
  }

  private static Fault missing(String id) {
    return Fault.invalid("id", "no file \"%s\" is there".formatted(id)).status(MISSING);
  }

  /** Some of an owner's files. */
  public CompletableFuture<FilePage> list(String owner, FileSelection selection) {
    return store.read(
        handle -> {
          var now = clock.instant();
          var found = FileTable.page(handle, owner, selection, at(handle, owner, selection), now);
          boolean more = found.size() > selection.limit();
          return new FilePage(more ? found.subList(0, selection.limit()) : found, more);
        });
  }

  /** Time of the file that the page comes after. */
  private Instant at(Handle handle, String owner, FileSelection selection) {
    if (selection.after().isEmpty()) {
      return Instant.ofEpochMilli(selection.oldestFirst() ? 0 : Long.MAX_VALUE);
    }
    return FileTable.one(handle, owner, selection.after(), clock.instant())
        .map(StoredFile::created)
        .orElseThrow(
            () ->
                Fault.invalid(
                    "after", "\"%s\" (expected: the id of a file)".formatted(selection.after())));
  }

  /**
   * Deletes a file of the owner's and says what it was; fails with status 404 when there is none of
   * that name.
   */
  public CompletableFuture<StoredFile> delete(String owner, String id) {
    return store
        .write(
            handle -> {
              var file = require(handle, owner, id);
              FileTable.delete(handle, owner, id);
              return file;
            })
        .thenApply(
            file -> {
              folder.remove(id);
              return file;
            });
  }

  /** The path of a file's content. */
  public Path path(String id) {
    return folder.content(id);
  }

  /** Begins to {@link #clean}. */
  public void tidy() {
    var _ = clean();
  }

  /**
   * Removes what has expired, and contents that belong to nothing; completes with how many files
   * those were. A failure is logged, and the next time tries again.
   */
  public CompletableFuture<Integer> clean() {
    return expire(0)
        .thenCombine(sweep(), Integer::sum)
        .exceptionally(
            thrown -> {
              log.warn("Old files could not be removed: {}", thrown.getMessage());
              return 0;
            });
  }

  private CompletableFuture<Integer> expire(int sofar) {
    return store
        .write(handle -> FileTable.deleteExpired(handle, clock.instant(), BATCH))
        .thenCompose(
            gone -> {
              gone.forEach(folder::remove);
              int removed = sofar + gone.size();
              return gone.size() < BATCH
                  ? CompletableFuture.completedFuture(removed)
                  : expire(removed);
            });
  }

  /** Contents without a row are left behind by a crash between the two. */
  private CompletableFuture<Integer> sweep() {
    return CompletableFuture.supplyAsync(
            () -> folder.old(clock.instant()), Thread::startVirtualThread)
        .thenCompose(old -> sweep(old, 0));
  }

  private CompletableFuture<Integer> sweep(List<String> old, int sofar) {
    if (old.isEmpty()) {
      return CompletableFuture.completedFuture(sofar);
    }
    var some = old.subList(0, Math.min(BATCH, old.size()));
    return store
        .read(handle -> FileTable.known(handle, some))
        .thenCompose(
            known -> {
              var lost = some.stream().filter(id -> !known.contains(id)).toList();
              lost.forEach(folder::remove);
              return sweep(old.subList(some.size(), old.size()), sofar + lost.size());
            });
  }
}
