package dev.tutti.crash;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Full disk: the data folder is a small file system of its own, which is filled to the last byte
 * and gets room again. It takes a privilege to mount one.
 */
final class FillingDisk implements Disturbance, AutoCloseable {
  private static final String SIZE = "96m";
  private static final long FULL_MILLIS = 2_000;
  private static final long ROOM_MILLIS = 1_500;

  private final Path data;

  private FillingDisk(Path data) {
    this.data = data;
  }

  /**
   * Mounts it.
   *
   * @throws IOException where it cannot be mounted
   */
  static FillingDisk at(Path data) throws IOException, InterruptedException {
    Files.createDirectories(data);
    run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", data.toString());
    return new FillingDisk(data);
  }

  private static void run(String... words) throws IOException, InterruptedException {
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(words[0] + ": " + said.strip());
    }
  }

  @Override
  public void disturb(int time) throws Exception {
    StandStill.pause(ROOM_MILLIS);
    var filler = data.resolve("filler");
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FULL_MILLIS);
    while (System.nanoTime() < end) {
      fill(filler); // also what the database gives back
      StandStill.pause(50);
    }
    Files.delete(filler);
    StandStill.pause(ROOM_MILLIS);
  }

  private static void fill(Path filler) throws IOException {
    for (int size : new int[] {1 << 20, 4_096, 1}) {
      try (var out = Files.newOutputStream(filler, CREATE, APPEND)) {
        flood(out, new byte[size]);
      }
    }
  }

  private static void flood(OutputStream out, byte[] piece) {
    try {
      while (true) {
        out.write(piece);
      }
    } catch (IOException _) {
      // It is full.
    }
  }

  @Override
  public void close() throws Exception {
    run("umount", data.toString());
  }
}
