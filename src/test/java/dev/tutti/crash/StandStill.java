package dev.tutti.crash;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Standing still: {@code SIGSTOP} for longer than a lease or a heartbeat would last, while another
 * server tries to take over, and {@code SIGCONT}.
 */
final class StandStill implements Disturbance {
  private static final long STOPPED_MILLIS = 6_000;
  private static final int LONGEST_LIFE = 1_500;

  private final ServerLauncher launcher;
  private final ServerLauncher.Life life;
  private final Random random;
  private int takeovers;

  /**
   * @param life that stands still
   */
  StandStill(ServerLauncher launcher, ServerLauncher.Life life, long seed) {
    this.launcher = launcher;
    this.life = life;
    this.random = new Random(seed);
  }

  /** Servers that have begun to serve meanwhile. */
  int takeovers() {
    return takeovers;
  }

  @Override
  public void disturb(int time) throws Exception {
    pause(random.nextInt(LONGEST_LIFE));
    signal("-STOP");
    try (var other = launcher.start()) {
      takeovers += other.url().isEmpty() ? 0 : 1;
      pause(STOPPED_MILLIS);
    } finally {
      signal("-CONT");
    }
    pause(LONGEST_LIFE);
  }

  private void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, Long.toString(life.process().pid())).start().waitFor();
  }

  static void pause(long millis) throws InterruptedException {
    var _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
  }
}
