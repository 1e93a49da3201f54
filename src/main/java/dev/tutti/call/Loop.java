package dev.tutti.call;

import java.time.Duration;

/**
 * The single thread that a call is confined to, with its clock and timers. Thread-safe; tasks run
 * one at a time and must not block.
 */
public interface Loop {

  /** Whether the current thread is the loop's. */
  boolean here();

  /** Runs a task on the loop: now when it is the current thread, later otherwise. */
  void run(Runnable task);

  /** Runs a task on the loop after a time, unless the returned handle is run before. */
  Runnable timer(Duration after, Runnable task);

  /** A time in nanoseconds that only ever grows; its zero means nothing. */
  long nanos();
}
