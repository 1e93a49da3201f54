package dev.tutti.skill.tool;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.skill.api.Artifact;
import dev.tutti.skill.api.Execution;
import dev.tutti.store.PrivateFiles;
import dev.tutti.store.Store;
import dev.tutti.text.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that executions write: what they are is in the database, what is in them in the data
 * folder. Thread-safe.
 */
public final class Artifacts {
  private static final Logger log = LoggerFactory.getLogger(Artifacts.class);
  private static final int MOST_OF_EXECUTION = 32;
  private static final int BATCH = 200;

  /** No folders, and no characters that are not seen, but for the joiners of some scripts. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[^/\\\\\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d]){1,200}");

  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
  private static final Pattern TYPE =
      Pattern.compile("[A-Za-z0-9.+-]{1,60}/[A-Za-z0-9.+-]{1,60}(; ?charset=[A-Za-z0-9-]{1,20})?");

  private final Store store;
  private final Path folder;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Supplier<Bounds> bounds;

  /**
   * Limits of what is kept.
   *
   * @param maxSize of one file, in bytes
   * @param ownerBytes of the files of one owner together
   * @param maxTotal of all files together, in bytes
   * @param keep how long
   */
  public record Bounds(long maxSize, long ownerBytes, long maxTotal, Duration keep) {}

  /**
   * @param folder for the contents; made when the first one comes
   * @param random should be fit for secrets
   */
  public Artifacts(
      Store store,
      Path folder,
      InstantSource clock,
      RandomGenerator random,
      Supplier<Bounds> bounds) {
    this.store = store;
    this.folder = folder;
    this.clock = clock;
    this.random = random;
    this.bounds = bounds;
  }

  /**
   * Keeps a file of an execution; blocks until it is on disk.
   *
   * @throws Fault {@code invalid_request} for a name or a type that is none, or for too much
   */
  public Artifact write(Execution execution, String name, String type, byte[] content) {
    check(execution, name, type, content);
    var now = clock.instant();
    var artifact =
        new Artifact(
            "art_"
                + HexFormat.of().toHexDigits(random.nextLong())
                + HexFormat.of().toHexDigits(random.nextLong()),
            execution.call().id(),
            execution.call().caller().owner(),
            execution.skill().name(),
            name,
            type,
            content.length,
            Sha256.hex(content),
            now,
            now.plus(bounds.get().keep));
    keep(path(artifact.id()), content);
    try {
      Store.await(store.write(handle -> inserted(handle, artifact)));
    } catch (RuntimeException e) {
      remove(artifact.id());
      throw e;
    }
    execution.wrote(artifact);
    return artifact;
  }

  private void keep(Path file, byte[] content) {
    try {
      PrivateFiles.createFolder(folder);
      PrivateFiles.write(file, content);
    } catch (IOException e) {
      log.warn("Artifact {} cannot be written: {}", file.getFileName(), e.getMessage());
      throw Fault.of(
          FaultCode.STORE_UNAVAILABLE,
          "artifacts: cannot be written (expected: free space in the data folder)");
    }
  }

  private Artifact inserted(Handle handle, Artifact artifact) {
    var most = bounds.get();
    long owner = ArtifactTable.bytes(handle, artifact.owner());
    requireRoom(owner + artifact.bytes(), most.ownerBytes, "of one owner", "owner_bytes");
    long all = ArtifactTable.bytes(handle);
    requireRoom(all + artifact.bytes(), most.maxTotal, "in all", "max_total");
    ArtifactTable.insert(handle, artifact);
    return artifact;
  }

  private static void requireRoom(long bytes, long most, String whose, String setting) {
    if (bytes > most) {
      throw Fault.of(
          FaultCode.INVALID_REQUEST,
          "artifacts: no room (expected: at most %d bytes %s, skills.artifacts.%s)"
              .formatted(most, whose, setting));
    }
  }

  private void check(Execution execution, String name, String type, byte[] content) {
    if (!NAME.matcher(name).matches() || name.startsWith(".")) {
      throw Fault.invalid(
          "name",
          "\"%s\" (expected: a file's name, without slashes and control or formatting characters)"
              .formatted(UNSEEN.matcher(name).replaceAll("?")));
    }
    if (!TYPE.matcher(type).matches()) {
      throw Fault.invalid("type", "\"%s\" (expected: a media type)".formatted(type));
    }
    long most = bounds.get().maxSize;
    if (content.length > most) {
      throw Fault.invalid(
          "content",
          "%d bytes (expected: at most %d, skills.artifacts.max_size)"
              .formatted(content.length, most));
    }
    if (execution.artifacts().size() >= MOST_OF_EXECUTION) {
      throw Fault.of(
          FaultCode.INVALID_REQUEST,
          "%d files of one execution (expected: fewer)".formatted(MOST_OF_EXECUTION));
    }
  }

  /** The files of an execution of the owner's, in the order of writing. */
  public CompletableFuture<List<Artifact>> of(String owner, String execution) {
    return store.read(handle -> ArtifactTable.ofExecution(handle, owner, execution));
  }

  /** A file of the owner's. */
  public CompletableFuture<Optional<Artifact>> find(String owner, String id) {
    return store.read(handle -> ArtifactTable.one(handle, owner, id));
  }

  /** The path of a file's content. */
  public Path path(String id) {
    return folder.resolve(id);
  }

  /** Removes what has expired; completes with how many files that were. Fails never. */
  public CompletableFuture<Integer> clean() {
    return store
        .write(
            handle -> {
              var gone = ArtifactTable.expired(handle, clock.instant(), BATCH);
              gone.forEach(id -> ArtifactTable.delete(handle, id));
              return gone;
            })
        .thenCompose(
            gone -> {
              gone.forEach(this::remove);
              return gone.size() < BATCH
                  ? CompletableFuture.completedFuture(gone.size())
                  : clean().thenApply(more -> gone.size() + more);
            })
        .exceptionally(
            thrown -> {
              log.warn("Old artifacts could not be removed: {}", thrown.getMessage());
              return 0;
            });
  }

  private void remove(String id) {
    try {
      Files.deleteIfExists(path(id));
    } catch (IOException e) {
      log.warn("Artifact {} could not be removed: {}", id, e.getMessage());
    }
  }
}
