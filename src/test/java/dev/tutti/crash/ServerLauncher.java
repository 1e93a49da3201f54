package dev.tutti.crash;

import dev.tutti.chat.Json;
import dev.tutti.task.TaskDatabase;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.probe.TaskProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import tools.jackson.databind.node.ObjectNode;

/** Starts servers over one data folder, one after the other. */
final class ServerLauncher {
  static final int WORKERS = 128;
  private static final long READY_MILLIS = 5_000;

  private final Path folder;
  private final Path data;
  private final String upstream;
  private int lives;
  private final List<StartTime> starts = new ArrayList<>();

  /**
   * @param folder of what a run leaves beside the data: logs, traces, services
   * @param upstream that models are asked at, each life at a path of its own
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
   * @param number of the life, from 1
   * @param url empty where it ended before it was there
   */
  record Life(int number, Process process, String url, Path trace) implements AutoCloseable {
    @Override
    public void close() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }

  /**
   * Times of a start.
   *
   * @param cpu time of processors that it took; less than of the clock where it had to wait for one
   */
  record StartTime(long millis, long cpu) {}

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
      long millis = (System.nanoTime() - began) / 1_000_000;
      starts.add(new StartTime(millis, cpu(process)));
    }
    return new Life(lives, process, url == null ? "" : url, trace);
  }

  private static long cpu(Process process) {
    return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
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
                "-Dcrash.trace=" + trace,
                "-Dcrash.life=" + lives));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(
        List.of(
            "-cp",
            folder + ":" + System.getProperty("java.class.path"),
            CrashServer.class.getName(),
            data.toString(),
            Integer.toString(WORKERS),
            upstream + "/" + lives));
    return command;
  }

  /** Milliseconds that the slowest start has taken. */
  long slowest() {
    return starts.stream().mapToLong(StartTime::millis).max().orElse(0);
  }

  /**
   * Figures of all starts: the slowest with its time of processors, the median, and that of the
   * last tenth, by when the database has grown.
   */
  ObjectNode figures() {
    int tenth = Math.max(1, starts.size() / 10);
    var last = starts.subList(Math.max(0, starts.size() - tenth), starts.size());
    var slowest =
        starts.stream()
            .max(Comparator.comparingLong(StartTime::millis))
            .orElse(new StartTime(0, 0));
    return Json.object()
        .put("slowest_ms", slowest.millis)
        .put("slowest_cpu_ms", slowest.cpu)
        .put("median_ms", median(starts, StartTime::millis))
        .put("median_cpu_ms", median(starts, StartTime::cpu))
        .put("last_tenth_median_ms", median(last, StartTime::millis))
        .put("last_tenth_median_cpu_ms", median(last, StartTime::cpu));
  }

  private static long median(List<StartTime> of, ToLongFunction<StartTime> figure) {
    var sorted = of.stream().mapToLong(figure).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  /** Whether each server was ready as soon as it should be. */
  boolean isSoonReady() {
    return slowest() <= READY_MILLIS;
  }
}
