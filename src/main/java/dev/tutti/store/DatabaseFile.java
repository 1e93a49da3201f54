package dev.tutti.store;

import dev.tutti.store.StoreException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The database's file while it is open. SQLite goes on writing to a file that was removed or moved
 * away, and what it writes there is gone with the process; so whoever writes looks before and
 * after. Immutable and thread-safe.
 *
 * @param identity what the file system tells files apart by, null where it does not
 */
record DatabaseFile(Path file, @Nullable Object identity) implements Session.Presence {

  /** The file that is there now. */
  static DatabaseFile of(Path file) throws IOException {
    return new DatabaseFile(file, attributes(file).fileKey());
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class);
  }

  /**
   * Goes on only while the file that was opened is in its place.
   *
   * @throws StoreException {@code MISSING}
   */
  @Override
  public void before() {
    try {
      var now = attributes(file);
      if (!Objects.equals(identity, now.fileKey())) {
        throw missing("was replaced", null);
      }
      if (now.size() == 0) {
        throw missing("was emptied", null);
      }
    } catch (NoSuchFileException e) {
      throw missing("was removed", e);
    } catch (IOException e) {
      throw missing("cannot be reached", e);
    }
  }

  /**
   * Goes on only while the write-ahead log is there too, as it is after a write.
   *
   * @throws StoreException {@code MISSING}
   */
  @Override
  public void after() {
    before();
    if (!Files.exists(DataFolder.log(Objects.requireNonNull(file.getParent())))) {
      throw missing("has lost its log tutti.db-wal", null);
    }
  }

  private StoreException missing(String what, @Nullable Exception why) {
    return new StoreException(
        Problem.MISSING,
        "database: tutti.db %s while it was in use; nothing is written (expected: the file back in its place, or a start with one from a backup)"
            .formatted(what),
        why);
  }
}
