package dev.tutti.file;

import dev.tutti.store.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folder with the contents of files, by their ids. Blocking; thread-safe. */
record FileFolder(Path folder) {
  private static final Logger log = LoggerFactory.getLogger(FileFolder.class);
  private static final String DRAFT = ".part";

  /** A content that is younger may be about to get its row. */
  private static final Duration YOUNG = Duration.ofDays(1);

  Path content(String id) {
    return folder.resolve(id);
  }

  Path draft(String id) {
    return folder.resolve(id + DRAFT);
  }

  long size(String id) throws IOException {
    return Files.size(content(id));
  }

  /**
   * Moves a complete file to its place, on the disk; nothing happens where it is there already. It
   * is as young as its place, however long ago it was written, as it has no row yet.
   */
  void place(Path source, String id, Instant now) {
    try {
      PrivateFiles.createFolder(folder);
      if (!Files.exists(source) && Files.exists(content(id))) {
        return;
      }
      Files.setLastModifiedTime(source, FileTime.from(now));
      Files.move(source, content(id), StandardCopyOption.ATOMIC_MOVE);
      try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (IOException e) {
      throw FileDraft.unwritable(id, e);
    }
  }

  void remove(String id) {
    remove(content(id));
  }

  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      log.warn("File {} could not be removed: {}", path.getFileName(), e.getMessage());
    }
  }

  /** Removes what nobody writes any more. */
  void removeDrafts() {
    try {
      list().stream()
          .filter(path -> path.getFileName().toString().endsWith(DRAFT))
          .forEach(FileFolder::remove);
    } catch (IOException e) {
      log.warn("Drafts of files could not be removed: {}", e.getMessage());
    }
  }

  /** Ids of contents that have been there for a while. */
  List<String> old(Instant now) {
    try {
      return list().stream()
          .filter(path -> isOld(path, now))
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.endsWith(DRAFT))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOld(Path path, Instant now) {
    try {
      return Files.getLastModifiedTime(path).toInstant().isBefore(now.minus(YOUNG));
    } catch (IOException _) {
      return false; // it has just gone
    }
  }

  private List<Path> list() throws IOException {
    try (var all = Files.list(folder)) {
      return all.toList();
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }
}
