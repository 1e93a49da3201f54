package dev.tutti.file;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.store.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** File that is being written. Blocking; thread-safe. */
public final class FileDraft implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FileDraft.class);

  private final String id;
  private final Path path;
  private final FileChannel channel;
  private final AtomicLong all;
  private long bytes;
  private boolean done;

  private FileDraft(String id, Path path, FileChannel channel, AtomicLong all) {
    this.id = id;
    this.path = path;
    this.channel = channel;
    this.all = all;
  }

  /**
   * Begins one.
   *
   * @param all bytes of all drafts
   * @throws Fault {@code store_unavailable}
   */
  static FileDraft begin(String id, Path path, AtomicLong all) {
    try {
      PrivateFiles.createFolder(Objects.requireNonNull(path.toAbsolutePath().getParent()));
      var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new FileDraft(id, path, PrivateFiles.open(path, options), all);
    } catch (IOException e) {
      throw unwritable(id, e);
    }
  }

  static Fault unwritable(String id, IOException why) {
    log.warn("File {} cannot be written: {}", id, why.getMessage());
    return Fault.of(
        FaultCode.STORE_UNAVAILABLE,
        "files: cannot be written (expected: free space in the data folder)");
  }

  /** Name that the file will have. */
  public String id() {
    return id;
  }

  /** Bytes so far. */
  public synchronized long bytes() {
    return bytes;
  }

  Path path() {
    return path;
  }

  /**
   * Writes more.
   *
   * @throws Fault {@code store_unavailable}
   */
  public synchronized void append(byte[] more) {
    try {
      var rest = ByteBuffer.wrap(more);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      bytes += more.length;
      all.addAndGet(more.length);
    } catch (IOException e) {
      throw unwritable(id, e);
    }
  }

  /** Everything is on the disk when it returns. */
  synchronized void force() {
    try {
      channel.force(true);
      channel.close();
    } catch (IOException e) {
      throw unwritable(id, e);
    }
  }

  /** Bytes of it are those of a kept file from now on. */
  synchronized void kept() {
    if (!done) {
      done = true;
      all.addAndGet(-bytes);
    }
  }

  /** Removes it, unless it was kept. */
  @Override
  public synchronized void close() {
    try {
      channel.close();
      if (!done) {
        kept();
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      log.warn("Draft {} could not be removed: {}", id, e.getMessage());
    }
  }
}
