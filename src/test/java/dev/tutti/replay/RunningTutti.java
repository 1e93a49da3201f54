package dev.tutti.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tutti as users start it, in a process of its own: {@code serve} with a configuration file, on the
 * class path of this process. It is there once it has printed its address.
 */
final class RunningTutti implements Gateway {
  // Two seconds on a machine of its own; a build machine may be busy with much else.
  private static final int PATIENCE_SECONDS = 180;

  private final Process process;
  private final URI address;
  private final Path folder;

  private RunningTutti(Process process, URI address, Path folder) {
    this.process = process;
    this.address = address;
    this.folder = folder;
  }

  /**
   * Starts it.
   *
   * @param folder for its configuration, data and log; deleted when it is closed
   * @throws IOException when it does not come up in three minutes, with the place of its log
   */
  static RunningTutti start(Path folder, String configuration)
      throws IOException, InterruptedException {
    int port = freePort();
    var config = Files.writeString(folder.resolve("tutti.yaml"), configuration);
    var command = command(folder, config, port);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.endsWith("_API_KEY"));
    var process = builder.start();
    var tutti = new RunningTutti(process, URI.create("http://127.0.0.1:" + port), folder);
    tutti.awaitAddress();
    return tutti;
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public boolean tutti() {
    return true;
  }

  /** Stops it, and clears its folder. */
  @Override
  public void close() throws IOException {
    stop();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Asks it to stop, and makes it when it does not. */
  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private Path log() {
    return folder.resolve("tutti.log");
  }

  private static List<String> command(Path folder, Path config, int port) {
    return List.of(
        Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path", ""),
        "dev.tutti.cli.Main",
        "serve",
        "--config",
        config.toString(),
        "--data",
        folder.resolve("data").toString(),
        "--host",
        "127.0.0.1",
        "--port",
        Integer.toString(port));
  }

  private void awaitAddress() throws IOException, InterruptedException {
    var printed = new CompletableFuture<Boolean>();
    Thread.ofVirtual().name("tutti-log").start(() -> follow(printed));
    try {
      if (printed.get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
      throw new IOException("Tutti ended instead of serving; its log:\n" + Files.readString(log()));
    } catch (ExecutionException | TimeoutException e) {
      stop();
      throw new IOException("Tutti did not print its address; its log is " + log(), e);
    }
  }

  private void follow(CompletableFuture<Boolean> printed) {
    try (BufferedReader lines = process.inputReader();
        var out = new PrintWriter(Files.newBufferedWriter(log()), true)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println(line);
        if (line.contains(":" + address.getPort())) {
          printed.complete(true);
        }
      }
      printed.complete(false);
    } catch (IOException e) {
      printed.completeExceptionally(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
