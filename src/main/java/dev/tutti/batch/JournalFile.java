package dev.tutti.batch;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.store.PrivateFiles;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * File to which whole lines are appended. It is written by streams, not by channels, which the
 * interrupt of one line's thread would close for all. Thread-safe.
 */
final class JournalFile implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JournalFile.class);

  private final Path path;
  private final FileOutputStream out;
  private long bytes;
  private boolean dirty;
  private boolean closed;

  private JournalFile(Path path, FileOutputStream out, long bytes) {
    this.path = path;
    this.out = out;
    this.bytes = bytes;
    this.dirty = bytes > 0; // the run before may have been cut off before it was on the disk
  }

  /**
   * Opens a file behind its complete part.
   *
   * @param complete bytes of it that are whole lines; what stands behind them is cut off
   */
  static JournalFile open(Path path, long complete) throws IOException {
    PrivateFiles.createFile(path);
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(complete);
    }
    return new JournalFile(path, new FileOutputStream(path.toFile(), true), complete);
  }

  /** Appends a line; a part of it that could be written is taken back. */
  synchronized void append(byte[] line) {
    if (closed) {
      throw new IllegalStateException("the run that this line belongs to has ended");
    }
    try {
      out.write(line);
      bytes += line.length;
      dirty = true;
    } catch (IOException e) {
      takeBack();
      throw unwritable(e);
    }
  }

  private void takeBack() {
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(bytes);
    } catch (IOException e) {
      log.warn("The end of {} could not be cut off: {}", path.getFileName(), e.getMessage());
    }
  }

  static Fault unwritable(IOException e) {
    log.warn("Results of a batch cannot be written: {}", e.getMessage());
    return Fault.of(
        FaultCode.STORE_UNAVAILABLE,
        "batches: results cannot be written (expected: free space in the data folder)");
  }

  /** Sees to it that everything is on the disk. */
  void force() {
    synchronized (this) {
      if (!dirty) {
        return;
      }
      dirty = false;
    }
    try {
      out.getFD().sync();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  synchronized long bytes() {
    return bytes;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    out.close();
  }
}
