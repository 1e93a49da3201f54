package dev.tutti.crash;

import dev.tutti.task.probe.TaskPoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills: every second one at a named point in the life of a task, each point in turn, and {@code
 * kill -9} at some moment in between.
 */
final class Kills implements Disturbance {
  private static final int LONGEST_LIFE = 1_500;
  private static final int LATEST_REACHING = 60;

  private final ServerLauncher launcher;
  private final CrashRun run;
  private final Random random;
  private final Map<String, String> properties;
  private int atPoints;

  /**
   * @param properties of every server
   */
  Kills(ServerLauncher launcher, CrashRun run, long seed, Map<String, String> properties) {
    this.launcher = launcher;
    this.run = run;
    this.random = new Random(seed);
    this.properties = properties;
  }

  /** Kills at named points. */
  int atPoints() {
    return atPoints;
  }

  /** One life of a server, to its end at a point or at some moment. */
  @Override
  public void disturb(int time) throws Exception {
    var points = TaskPoint.values();
    int turn = time % (points.length * 2);
    boolean named = turn % 2 == 0;
    var point = named ? points[turn / 2] : TaskPoint.RECOVERED;
    int after = point == TaskPoint.RECOVERED ? 1 : 1 + random.nextInt(LATEST_REACHING);
    var all = new HashMap<>(properties);
    all.put("crash.point", named ? point.name() : "");
    all.put("crash.after", Integer.toString(after));
    try (var life = launcher.start(all)) {
      boolean ended = life.url().isEmpty(); // what it had recovered may have run
      if (!ended) {
        run.feeder().feed(life.url());
        ended =
            life.process()
                .waitFor(named ? 10_000 : random.nextInt(LONGEST_LIFE), TimeUnit.MILLISECONDS);
      }
      atPoints += ended ? 1 : 0;
      run.kill(life);
    }
  }
}
