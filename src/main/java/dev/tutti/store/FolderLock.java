package dev.tutti.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.tutti.store.StoreException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock of a data folder: the operating system drops it when its holder dies, so a killed server
 * never blocks the next one. The file holds the holder's process id, for the error message.
 */
final class FolderLock implements AutoCloseable {
  /** Behind the text, because Windows does not let others read locked bytes. */
  private static final long LOCKED_BYTE = 1 << 20;

  /**
   * The folders that this process holds. They are not to be probed through the file: closing any
   * channel of a file drops all locks of the process on it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock of an existing folder.
   *
   * @throws StoreException {@code FOLDER_IN_USE}, naming the holder
   */
  static FolderLock take(Path folder) {
    try {
      var real = folder.toRealPath();
      if (!HELD.add(real)) {
        throw inUse(folder, String.valueOf(ProcessHandle.current().pid()));
      }
      try {
        return new FolderLock(real, lock(folder));
      } catch (IOException | RuntimeException e) {
        HELD.remove(real);
        throw e;
      }
    } catch (IOException e) {
      throw DataFolder.notWritable(folder, e);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    var channel = PrivateFiles.open(folder.resolve("tutti.lock"), Set.of(CREATE, READ, WRITE));
    try {
      if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
        throw inUse(folder, holder(channel));
      }
      channel.truncate(0);
      channel.write(utf8(ProcessHandle.current().pid() + "\n"), 0);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(32);
    channel.read(bytes, 0);
    return StandardCharsets.UTF_8.decode(bytes.flip()).toString().strip();
  }

  private static StoreException inUse(Path folder, String pid) {
    return new StoreException(
        Problem.FOLDER_IN_USE,
        "data folder: %s is used by process %s (expected: one server per folder; stop it or choose another folder)"
            .formatted(folder, pid.isEmpty() ? "unknown" : pid));
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(folder);
    }
  }
}
