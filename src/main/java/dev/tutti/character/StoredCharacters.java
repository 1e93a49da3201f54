package dev.tutti.character;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * The characters of all owners. Thread-safe; futures complete on threads of the store.
 *
 * @param random should be fit for secrets
 */
public record StoredCharacters(Store store, InstantSource clock, RandomGenerator random) {
  private static final int MOST_OF_OWNER = 10_000;
  private static final long MOST_BYTES_OF_OWNER = 1L << 30;
  private static final int ID_BYTES = 12;

  /** Beginning of every id. */
  public static final String PREFIX = "char_";

  private static final int MISSING = 404;

  /** Status of a change that came too late. */
  public static final int CONFLICT = 409;

  /** Most characters of a page. */
  public static final int PAGE = 100;

  /**
   * Keeps a card as it came.
   *
   * @return fails with {@code request_too_large} when its owner has no room
   */
  public CompletableFuture<StoredCharacter> keep(String owner, CharacterFile file) {
    return keepAs(nextId(), owner, file, "");
  }

  /**
   * Keeps a card under an id of the caller's choice; where that is there, nothing is changed.
   *
   * @param source what it was made of, empty where it was not made here
   * @return fails with {@code request_too_large} when its owner has no room
   */
  public CompletableFuture<StoredCharacter> keepAs(
      String id, String owner, CharacterFile file, String source) {
    var kept = row(id, file, clock.instant());
    return store.write(
        handle -> {
          var known = CharacterTable.one(handle, owner, id);
          if (known.isPresent()) {
            return known.get();
          }
          requireRoom(handle, owner, file.bytes().length + source.length(), 1);
          CharacterTable.insert(handle, owner, kept, file.bytes(), source);
          return kept;
        });
  }

  private static StoredCharacter row(String id, CharacterFile file, Instant created) {
    return new StoredCharacter(
        id, file.name(), file.kind(), file.card().version().word(), file.bytes().length, created);
  }

  private static void requireRoom(Handle handle, String owner, long bytes, int more) {
    var there = CharacterTable.kept(handle, owner);
    if (there.characters() + more > MOST_OF_OWNER || there.bytes() + bytes > MOST_BYTES_OF_OWNER) {
      throw full(there);
    }
  }

  /**
   * Puts a file in the place of the one that is kept; the id and what the character was made of
   * stay. Fails with status 404 where it is not there, and with 409 where it has changed meanwhile.
   *
   * @param before the file that is kept
   */
  public CompletableFuture<StoredCharacter> replace(
      String owner, String id, CharacterFile file, byte[] before) {
    return store.write(
        handle -> {
          var known = CharacterTable.one(handle, owner, id).orElseThrow(() -> missing(id));
          if (!known.kind().equals(file.kind())) {
            throw Fault.invalid(
                "body", "a %s (expected: a %s, as it is)".formatted(file.kind(), known.kind()));
          }
          requireRoom(handle, owner, file.bytes().length - known.bytes(), 0);
          var kept = row(id, file, known.created());
          if (!CharacterTable.update(handle, owner, kept, file.bytes(), before)) {
            throw changed(id);
          }
          return kept;
        });
  }

  private static Fault changed(String id) {
    return Fault.of(
            FaultCode.INVALID_REQUEST,
            "character: \"%s\" was changed meanwhile (expected: another try)".formatted(id))
        .at("character")
        .status(CONFLICT);
  }

  /**
   * What one was made of, empty where it was not made here; fails with status 404 where it is not
   * there.
   */
  public CompletableFuture<String> source(String owner, String id) {
    return store.read(
        handle -> CharacterTable.source(handle, owner, id).orElseThrow(() -> missing(id)));
  }

  private String nextId() {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return PREFIX + HexFormat.of().formatHex(bytes);
  }

  private static Fault full(CharacterTable.Kept there) {
    return Fault.of(
        FaultCode.REQUEST_TOO_LARGE,
        "characters: %,d of this owner with %,d bytes (expected: at most %,d with %,d; DELETE /v1/characters/ID makes room)"
            .formatted(there.characters(), there.bytes(), MOST_OF_OWNER, MOST_BYTES_OF_OWNER));
  }

  /** One of an owner; fails with status 404 where it is not there. */
  public CompletableFuture<StoredCharacter> one(String owner, String id) {
    return store.read(
        handle -> CharacterTable.one(handle, owner, id).orElseThrow(() -> missing(id)));
  }

  /** The file of one, as it came; fails with status 404 where it is not there. */
  public CompletableFuture<byte[]> file(String owner, String id) {
    return store.read(
        handle -> CharacterTable.file(handle, owner, id).orElseThrow(() -> missing(id)));
  }

  /**
   * A card by its id or else its name, the newest of that name; fails with status 404 where it is
   * not there.
   */
  public CompletableFuture<StoredCharacter> called(String owner, String name) {
    return store.read(
        handle -> CharacterTable.called(handle, owner, name).orElseThrow(() -> missing(name)));
  }

  /**
   * The file of a card by its id or else its name, the newest of that name; fails with {@code
   * model_not_found}, as characters are named like this where models are.
   */
  public CompletableFuture<byte[]> named(String owner, String name) {
    return store.read(
        handle ->
            CharacterTable.named(handle, owner, name)
                .orElseThrow(
                    () ->
                        Fault.of(
                            FaultCode.MODEL_NOT_FOUND,
                            "model: no character of yours is \"%s\"".formatted(name))));
  }

  /**
   * Some of an owner's, the newest first; fails with status 404 where {@code after} is not there.
   *
   * @param after the id of the last one of the page before; empty for the first page
   */
  public CompletableFuture<List<StoredCharacter>> page(String owner, String after, int limit) {
    return store.read(
        handle -> {
          if (!after.isEmpty() && CharacterTable.one(handle, owner, after).isEmpty()) {
            throw missing(after);
          }
          return CharacterTable.page(handle, owner, after, limit);
        });
  }

  /** Removes one of an owner; fails with status 404 where it is not there. */
  public CompletableFuture<String> delete(String owner, String id) {
    return store.write(
        handle -> {
          if (!CharacterTable.delete(handle, owner, id)) {
            throw missing(id);
          }
          return id;
        });
  }

  private static Fault missing(String id) {
    return Fault.of(FaultCode.INVALID_REQUEST, "character: \"%s\" is not there".formatted(id))
        .at("character")
        .status(MISSING);
  }
}
