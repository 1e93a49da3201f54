package dev.tutti.cooperation.member;

import java.time.Duration;
import java.util.Collection;

/** Threads of members whose answers are of no use any more. */
public final class MemberThreads {
  /** Time that all of them together get to give back what they hold. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private MemberThreads() {}

  /** Interrupts threads, and waits until they have stopped; an interrupt of the caller stays. */
  public static void stop(Collection<Thread> threads) {
    boolean interrupted = Thread.interrupted();
    threads.forEach(Thread::interrupt);
    long until = System.nanoTime() + FAREWELL.toNanos();
    for (var thread : threads) {
      try {
        thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
