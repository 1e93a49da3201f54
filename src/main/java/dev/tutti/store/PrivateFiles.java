package dev.tutti.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and folders that only their owner may read: modes 0600 and 0700, whatever the umask says.
 * File systems without modes keep their own rules.
 */
public final class PrivateFiles {
  private static final Logger log = LoggerFactory.getLogger(PrivateFiles.class);

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /** Makes a folder, and those above it that are missing; one that exists is closed to others. */
  public static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      close(folder);
    } else {
      Files.createDirectories(folder, attributes(folder, FOLDER));
    }
  }

  /** Makes an empty file where there is none; says whether it did. */
  public static boolean createFile(Path file) throws IOException {
    try {
      Files.createFile(file, attributes(file, FILE));
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    }
  }

  /** Closes a file or a folder to others, if it is there. */
  static void close(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      close(path, FOLDER);
    } else if (Files.isRegularFile(path)) {
      close(path, FILE);
    }
  }

  /** Opens a file; one that is made is closed to others from its first moment. */
  public static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
    return FileChannel.open(file, options, attributes(file, FILE));
  }

  /** Writes a whole file that is not there yet, and flushes it to the disk. */
  public static void write(Path file, byte[] content) throws IOException {
    var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = open(file, options)) {
      var rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** A file of another owner stays as it is, which is told. */
  private static void close(Path path, Set<PosixFilePermission> wanted) throws IOException {
    if (!posix(path) || wanted.containsAll(Files.getPosixFilePermissions(path))) {
      return;
    }
    try {
      Files.setPosixFilePermissions(path, wanted);
      log.info("Closed {} to other users of this machine", path);
    } catch (IOException e) {
      log.warn(
          "{} can be read by others, and its mode cannot be changed: {} (expected: {})",
          path,
          e.getMessage(),
          PosixFilePermissions.toString(wanted));
    }
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> wanted) {
    return posix(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(wanted)}
        : new FileAttribute<?>[0];
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
