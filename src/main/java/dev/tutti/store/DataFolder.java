package dev.tutti.store;

import dev.tutti.store.StoreException.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that a store lives in, with all its files readable by their owner only. */
final class DataFolder {
  private static final Logger log = LoggerFactory.getLogger(DataFolder.class);

  /** File systems on which SQLite's locks and shared memory cannot be trusted. */
  private static final Set<String> NETWORK =
      Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "fuse.sshfs", "ceph");

  /** Files in it, also from times when it was not closed. */
  private static final List<String> CONTENTS =
      List.of(
          "tutti.db",
          "tutti.db-wal",
          "tutti.db-shm",
          "tutti.lock",
          "tmp",
          "native",
          "artifacts",
          "files",
          "batches");

  private DataFolder() {}

  /**
   * Makes the folder if it is missing, and closes it to others, also one that exists.
   *
   * @return whether it was in use before
   * @throws StoreException {@code NOT_WRITABLE}
   */
  static FolderMarker prepare(Path folder) {
    try {
      PrivateFiles.createFolder(folder);
      for (var name : CONTENTS) {
        PrivateFiles.close(folder.resolve(name));
      }
      PrivateFiles.createFolder(folder.resolve("tmp"));
      var type = Files.getFileStore(folder).type();
      if (NETWORK.contains(type)) {
        log.warn("Data folder {} is on a network file system ({}): data may be lost", folder, type);
      }
      return FolderMarker.of(folder);
    } catch (IOException e) {
      throw notWritable(folder, e);
    }
  }

  /** The database's file. */
  static Path database(Path folder) {
    return folder.resolve("tutti.db");
  }

  /** The write-ahead log's file. */
  static Path log(Path folder) {
    return folder.resolve("tutti.db-wal");
  }

  static StoreException notWritable(Path folder, IOException e) {
    return new StoreException(
        Problem.NOT_WRITABLE,
        "data folder: %s cannot be used: %s (expected: a folder that this user may write)"
            .formatted(folder, why(e)),
        e);
  }

  private static String why(IOException e) {
    return switch (e) {
      case FileAlreadyExistsException _ -> "it is no folder";
      case AccessDeniedException _ -> "access is denied";
      case FileSystemException known when known.getReason() != null -> known.getReason();
      default -> e.getClass().getSimpleName();
    };
  }
}
