package dev.tutti.template;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What a thread itself has worked, whatever else the machine does meanwhile. */
public final class CpuTime {
  /** Within which every attack must end. */
  public static final Duration MOST = Duration.ofMillis(250);

  private CpuTime() {}

  /** How long this thread works for something. */
  public static Duration of(Runnable work) {
    var began = now();
    work.run();
    return now().minus(began);
  }

  /** How long this thread has worked so far. */
  public static Duration now() {
    return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
  }
}
