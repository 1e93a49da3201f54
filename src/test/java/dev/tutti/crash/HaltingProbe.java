package dev.tutti.crash;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.tutti.task.probe.TaskPoint;
import dev.tutti.task.probe.TaskProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends the process as {@code kill -9} does when a point was reached so many times, and writes down
 * when steps were handed over and on disk, and when the end came: what is written to a file
 * outlives a process.
 */
public final class HaltingProbe implements TaskProbe {
  private static final int KILLED = 137;

  private final String point = System.getProperty("crash.point", "");
  private final AtomicInteger left = new AtomicInteger(Integer.getInteger("crash.after", 1));
  private final FileChannel trace;

  public HaltingProbe() {
    try {
      trace = open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void at(TaskPoint reached, String task) {
    if (reached == TaskPoint.STEP_DONE) {
      write(CrashTrace.STEP, task);
    } else if (reached == TaskPoint.STEP_KEPT) {
      write(CrashTrace.KEPT, task);
    }
    if (reached.name().equals(point) && left.decrementAndGet() == 0) {
      halt();
    }
  }

  /** Ends the process, and writes down when. */
  static void halt() {
    try (var trace = open()) {
      write(trace, CrashTrace.HALT, "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().halt(KILLED);
  }

  private static FileChannel open() throws IOException {
    return FileChannel.open(Path.of(System.getProperty("crash.trace")), CREATE, APPEND);
  }

  private void write(String what, String task) {
    try {
      write(trace, what, task);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(FileChannel trace, String what, String task) throws IOException {
    var line = "%d %s %s%n".formatted(System.nanoTime(), what, task);
    trace.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
  }
}
