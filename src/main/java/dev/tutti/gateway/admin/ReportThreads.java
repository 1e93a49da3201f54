package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Threads on which reports are made: a report asks the database many times. Thread-safe. */
public final class ReportThreads implements AutoCloseable {
  private static final int AT_ONCE = 2;
  private static final int MOST_WAITING = 16;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofVirtual().name("tutti-reports").factory());

  /**
   * Does a work beside the event loops; what is wrong with its arguments is the caller's fault.
   *
   * @throws Fault {@code overloaded} when too many wait
   */
  <T> CompletableFuture<T> run(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(() -> ParameterFault.read("query", work), threads);
    } catch (RejectedExecutionException _) {
      throw Fault.of(
          FaultCode.OVERLOADED, "%d reports wait (expected: fewer)".formatted(MOST_WAITING));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
