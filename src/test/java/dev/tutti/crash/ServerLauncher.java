package dev.tutti.crash;

import dev.tutti.task.TaskDatabase;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.probe.TaskProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts servers over one data folder, one after the other. */
final class ServerLauncher {
  static final int WORKERS = 128;
  private static final long READY_MILLIS = 5_000;

  private final Path folder;
  private final Path data;
  private final String upstream;
  private int lives;
  private long slowest;

  /**
   * @param folder of what a run leaves beside the data: logs, traces, services
   * @param upstream that models are asked at
   */
  ServerLauncher(Path folder, Path data, String upstream) throws IOException {
    this.folder = folder;
    this.data = data;
    this.upstream = upstream;
    services(TaskKind.class, LadderKind.class, PoisonKind.class);
    services(TaskProbe.class, HaltingProbe.class);
    services(TaskDatabase.class, FailingDatabase.class);
  }

  /** Lets the servers' class path have services. */
  private void services(Class<?> service, Class<?>... providers) throws IOException {
    var services = Files.createDirectories(folder.resolve("META-INF/services"));
    var names = new ArrayList<String>();
    for (var provider : providers) {
      names.add(provider.getName());
    }
    Files.write(services.resolve(service.getName()), names);
  }

  /**
   * A server process; closing kills it.
   *
   * @param url empty where it ended before it was there
   */
  record Life(Process process, String url, Path trace) implements AutoCloseable {
    @Override
    public void close() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }

  /** Starts one that is not disturbed. */
  Life start() throws IOException {
    return start(Map.of());
  }

  /**
   * Starts one and waits for its address.
   *
   * @param properties of the process, by their names
   */
  Life start(Map<String, String> properties) throws IOException {
    var trace = folder.resolve("trace-" + ++lives);
    long began = System.nanoTime();
    var process =
        new ProcessBuilder(command(properties, trace))
            .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()))
            .start();
    var url = process.inputReader().readLine();
    if (url != null) {
      slowest = Math.max(slowest, (System.nanoTime() - began) / 1_000_000);
    }
    return new Life(process, url == null ? "" : url, trace);
  }

  private List<String> command(Map<String, String> properties, Path trace) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-Dcrash.trace=" + trace));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(
        List.of(
            "-cp",
            folder + ":" + System.getProperty("java.class.path"),
            CrashServer.class.getName(),
            data.toString(),
            Integer.toString(WORKERS),
            upstream));
    return command;
  }

  /** Milliseconds that the slowest start has taken. */
  long slowest() {
    return slowest;
  }

  /** Whether each server was ready as soon as it should be. */
  boolean isSoonReady() {
    return slowest() <= READY_MILLIS;
  }
}
