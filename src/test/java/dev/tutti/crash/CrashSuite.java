package dev.tutti.crash;

import dev.tutti.chat.Json;
import dev.tutti.task.api.TaskPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills a server while it runs durable tasks: at each named point in turn, and at random moments in
 * between; then looks at what has become of every task.
 */
final class CrashSuite {
  private static final int WORKERS = 128;
  private static final long READY_MILLIS = 5_000;
  private static final int LONGEST_LIFE = 1_500;
  private static final int LATEST_REACHING = 60;

  private final int kills;
  private final int knownLate;
  private final Random random;
  private final Path folder;
  private long slowest;
  private long inFlight;
  private int atPoints;

  private CrashSuite(int kills, long seed, int knownLate, Path folder) {
    this.kills = kills;
    this.knownLate = knownLate;
    this.random = new Random(seed);
    this.folder = folder;
  }

  /** Takes the number of kills, the seed, and how many late repetitions are known. */
  public static void main(String[] arguments) throws Exception {
    int kills = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    int knownLate = Integer.parseInt(arguments[2]);
    var folder = Files.createTempDirectory("tutti-crash");
    System.out.printf("%d kills, %d workers, seed %d%n", kills, WORKERS, seed);
    boolean held = new CrashSuite(kills, seed, knownLate, folder).run();
    System.exit(held ? 0 : 1);
  }

  private boolean run() throws Exception {
    services("dev.tutti.task.api.TaskKind", LadderKind.class);
    services("dev.tutti.task.api.TaskProbe", HaltingProbe.class);
    try (var upstream = new CountingUpstream();
        var feeder = new Feeder(upstream.url())) {
      for (int kill = 0; kill < kills; kill++) {
        live(kill, upstream, feeder);
      }
      try (var last = start("", 0)) {
        feeder.feed(last.url());
        feeder.stop();
        var outcome = new CrashOutcome(upstream, feeder, last.url());
        return print(outcome.look());
      }
    }
  }

  private boolean print(CrashOutcome.Figures figures) {
    System.out.println(
        Json.text(
            Json.object()
                .put("kills", kills)
                .put("kills_at_points", atPoints)
                .put("acknowledged", figures.acknowledged())
                .put("lost", figures.lost())
                .put("unexpected", figures.unexpected())
                .put("more_than_one_end", figures.severalEnds())
                .put("finished_steps_repeated", figures.repeated())
                .put("steps_repeated_later_than_500_ms", figures.late())
                .put("upstream_calls", figures.calls())
                .put("duplicates", figures.duplicates())
                .put("in_flight_at_kills", inFlight)
                .put("slowest_start_ms", slowest)));
    figures.problems().stream().limit(20).forEach(System.out::println);
    boolean held = figures.held(knownLate) && slowest <= READY_MILLIS;
    System.out.println(held ? "held" : "NOT HELD");
    return held;
  }

  /** One life of the server, to its end at a point or at some moment. */
  private void live(int kill, CountingUpstream upstream, Feeder feeder) throws Exception {
    var points = TaskPoint.values();
    int turn = kill % (points.length * 2);
    boolean named = turn % 2 == 0;
    var point = named ? points[turn / 2] : TaskPoint.RECOVERED;
    int after = point == TaskPoint.RECOVERED ? 1 : 1 + random.nextInt(LATEST_REACHING);
    try (var process = start(named ? point.name() : "", after)) {
      if (process.url().isEmpty()) {
        atPoints++; // it ended before it was there, when what it had recovered may have run
        killed(upstream, feeder);
        return;
      }
      feeder.feed(process.url());
      boolean ended =
          process
              .process()
              .waitFor(named ? 10_000 : random.nextInt(LONGEST_LIFE), TimeUnit.MILLISECONDS);
      atPoints += ended ? 1 : 0;
      killed(upstream, feeder);
    }
  }

  private void killed(CountingUpstream upstream, Feeder feeder) {
    inFlight += upstream.inFlight();
    feeder.killed(System.nanoTime());
  }

  /** A server process; closing kills it. */
  record Life(Process process, String url) implements AutoCloseable {
    @Override
    public void close() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }

  private Life start(String point, int after) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    long began = System.nanoTime();
    var process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-Xmx512m",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:TieredStopAtLevel=1",
                    "-Dcrash.point=" + point,
                    "-Dcrash.after=" + after,
                    "-cp",
                    folder + ":" + System.getProperty("java.class.path"),
                    CrashServer.class.getName(),
                    folder.resolve("data").toString(),
                    Integer.toString(WORKERS)))
            .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()))
            .start();
    var url = process.inputReader().readLine();
    if (url != null) {
      slowest = Math.max(slowest, (System.nanoTime() - began) / 1_000_000);
    }
    return new Life(process, url == null ? "" : url);
  }

  /** Lets the server's class path have a service. */
  private void services(String service, Class<?> provider) throws IOException {
    var services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(service), provider.getName() + "\n");
  }
}
