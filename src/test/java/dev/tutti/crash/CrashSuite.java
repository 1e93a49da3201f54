package dev.tutti.crash;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Disturbs a server while it runs durable tasks: kills it at each named point in turn and at random
 * moments in between, or lets its database fail, its disk be full, or its process stand still; then
 * looks at what has become of every task.
 */
final class CrashSuite {
  private static final String NOWHERE = "http://127.0.0.1:9/v1";

  private final CrashMode mode;
  private final int times;
  private final long seed;
  private final Path folder;
  private final ServerLauncher launcher;

  private CrashSuite(CrashMode mode, int times, long seed, Path folder) throws IOException {
    this.mode = mode;
    this.times = times;
    this.seed = seed;
    this.folder = folder;
    this.launcher = new ServerLauncher(folder, folder.resolve("data"), NOWHERE);
  }

  /** Takes the modes, the number of disturbances, and the seed. */
  public static void main(String[] arguments) throws Exception {
    int times = Integer.parseInt(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    boolean held = true;
    for (var name : List.of(arguments[0].split(","))) {
      var mode = CrashMode.of(name);
      var folder = Files.createTempDirectory("tutti-crash");
      System.out.printf(
          "%s: %d times, %d workers, seed %d%n", name, times, ServerLauncher.WORKERS, seed);
      held &=
          switch (mode) {
            case BATCH -> new BatchCrash(folder, times, seed).run();
            case POISON -> new PoisonCrash(folder).run();
            case KILLS, STORE1, STORE10, DISK, STOP ->
                new CrashSuite(mode, times, seed, folder).run();
          };
    }
    System.exit(held ? 0 : 1);
  }

  private boolean run() throws Exception {
    try (var run = CrashRun.begin()) {
      var figures = Json.object().put("mode", mode.word()).put("times", times);
      switch (mode) {
        case KILLS -> kill(run, Map.of(), figures);
        case STORE1 -> kill(run, Map.of("crash.fail", "0.01"), figures);
        case STORE10 -> kill(run, Map.of("crash.fail", "0.1"), figures);
        case STOP -> stop(run, figures);
        case DISK -> {
          return fill(run, figures);
        }
        case BATCH, POISON -> throw new IllegalStateException(mode.word());
      }
      return look(run, figures);
    }
  }

  private void kill(CrashRun run, Map<String, String> properties, ObjectNode figures)
      throws Exception {
    var kills = new Kills(launcher, run, seed, properties);
    long inFlight = 0;
    for (int time = 0; time < times; time++) {
      kills.disturb(time);
      inFlight += run.upstream().inFlight();
    }
    figures.put("kills_at_points", kills.atPoints()).put("in_flight_at_kills", inFlight);
  }

  private void stop(CrashRun run, ObjectNode figures) throws Exception {
    try (var life = launcher.start()) {
      run.feeder().feed(life.url());
      var still = new StandStill(launcher, life, seed);
      for (int time = 0; time < times; time++) {
        still.disturb(time);
      }
      figures.put("takeovers", still.takeovers());
      run.kill(life);
    }
  }

  private boolean fill(CrashRun run, ObjectNode figures) throws Exception {
    FillingDisk disk;
    try {
      disk = FillingDisk.at(folder.resolve("data"));
    } catch (IOException e) {
      System.out.println("SKIPPED: no file system can be mounted: " + e.getMessage());
      return true;
    }
    try (disk) {
      try (var life = launcher.start()) {
        run.feeder().feed(life.url());
        for (int time = 0; time < times; time++) {
          disk.disturb(time);
        }
        run.kill(life);
      }
      return look(run, figures);
    }
  }

  /** Lets the last server end what is left, and looks. */
  private boolean look(CrashRun run, ObjectNode figures) throws Exception {
    try (var last = launcher.start()) {
      run.feeder().feed(last.url());
      run.feeder().stop();
      var found = new CrashOutcome(run, last.url()).look();
      boolean writes = mode != CrashMode.STORE1 && mode != CrashMode.STORE10;
      boolean held =
          found.held(writes) && launcher.isSoonReady() && figures.path("takeovers").asInt(0) == 0;
      print(found, run, figures);
      System.out.println(held ? "held" : "NOT HELD");
      return held;
    }
  }

  private void print(CrashOutcome.Figures found, CrashRun run, ObjectNode figures) {
    System.out.println(
        Json.text(
            figures
                .put("acknowledged", found.acknowledged())
                .put("refused", run.feeder().refused())
                .put("lost", found.lost())
                .put("unexpected", found.unexpected())
                .put("more_than_one_end", found.severalEnds())
                .put("finished_steps_repeated", found.repeated())
                .put("steps_not_on_disk_after_500_ms", found.unwritten())
                .put("longest_not_on_disk_ms", found.longestUnwritten())
                .put("answer_to_server_p99_ms", found.handP99())
                .put("answer_to_server_most_ms", found.handMost())
                .put("step_to_disk_p50_ms", run.trace().writeMillis(0.5))
                .put("step_to_disk_p99_ms", run.trace().writeMillis(0.99))
                .put("step_to_disk_most_ms", run.trace().writeMillis(1))
                .put("steps_repeated_later_than_500_ms", found.late())
                .put("upstream_calls", found.calls())
                .put("duplicates", found.duplicates())
                .set("start", launcher.figures())));
    found.problems().stream().limit(20).forEach(System.out::println);
  }
}
