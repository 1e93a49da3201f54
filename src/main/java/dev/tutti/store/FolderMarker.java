package dev.tutti.store;

import dev.tutti.store.StoreException.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Note in a data folder that a database was made there. Without it a folder whose database is gone
 * would look like a new one, in which no key exists and everybody on the machine may do everything.
 *
 * <p>An untouched folder is noted as new before anything else is made in it, and as used once the
 * database is complete, so that a first start that was broken off can be repeated. A folder of a
 * Tutti that made no such note was used if anything of a database is in it.
 *
 * @param used whether a database must be there
 */
record FolderMarker(Path folder, boolean used) {
  private static final String NAME = "tutti.marker";
  private static final String NEW = "new\n";
  private static final String USED =
      """
      used
      Tutti has kept its state in this folder, and does not start here without its database.
      """;

  /**
   * Reads the note of a folder, and makes it in an untouched one. To be called before the folder's
   * lock is taken, which is a trace of a database too.
   */
  static FolderMarker of(Path folder) throws IOException {
    boolean traces = traces(folder);
    var file = folder.resolve(NAME);
    if (!traces && begin(file)) {
      return new FolderMarker(folder, false);
    }
    boolean used = Files.exists(file) ? !Files.readString(file).equals(NEW) : traces;
    return new FolderMarker(folder, used);
  }

  private static boolean traces(Path folder) {
    return Stream.of("tutti.lock", "tutti.db", "tutti.db-wal")
        .anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  private static boolean begin(Path file) throws IOException {
    try {
      PrivateFiles.write(file, NEW.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (IOException e) {
      Files.deleteIfExists(file); // half a note would count as used
      throw e;
    }
  }

  /**
   * Goes on only where a database is, or may be made.
   *
   * @throws StoreException {@code MISSING}
   */
  void requireDatabase() throws IOException {
    var database = DataFolder.database(folder);
    if (used && !Files.exists(database)) {
      throw missing("is not there");
    }
    if (used && Files.size(database) == 0) {
      throw missing("is empty");
    }
  }

  /**
   * Goes on only where a database may be made.
   *
   * @throws StoreException {@code MISSING}
   */
  void requireNew() {
    if (used) {
      throw missing("has nothing of Tutti in it");
    }
  }

  private StoreException missing(String what) {
    return new StoreException(
        Problem.MISSING,
        "data folder: %s was in use, and its database tutti.db %s (expected: tutti.db from a backup; to begin anew, without keys and all that was kept: another folder, or this one without any of its tutti.* files)"
            .formatted(folder, what));
  }

  /** Notes that the database is complete; the note is on disk afterwards. */
  void complete() throws IOException {
    var file = folder.resolve(NAME);
    if (Files.exists(file) && Files.readString(file).equals(USED)) {
      return;
    }
    var part = folder.resolve(NAME + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(part);
    PrivateFiles.write(part, USED.getBytes(StandardCharsets.UTF_8));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    flush(folder);
  }

  /** The entry of a file is on disk only with its folder. Windows opens no folders. */
  private static void flush(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
