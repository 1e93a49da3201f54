package dev.tutti.call;

import dev.tutti.chat.Fault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/**
 * The single thread that a call is confined to, with its clock and timers. Thread-safe; tasks run
 * one at a time and must not block.
 */
public interface Loop {
  /**
   * Most bytes of a text that are read on a loop: what is longer takes milliseconds to read, and
   * everybody else on the loop would wait for it.
   */
  int MOST_READ = 256 << 10;

  /** Whether the current thread is the loop's. */
  boolean here();

  /** Runs a task on the loop: now when it is the current thread, later otherwise. */
  void run(Runnable task);

  /** Runs a task on the loop after a time, unless the returned handle is run before. */
  Runnable timer(Duration after, Runnable task);

  /** Runs work that takes long elsewhere; the future completes on the loop. */
  <T> Future<T> offload(Callable<T> work);

  /**
   * Result of reading a text of so many bytes: at once, or elsewhere beyond {@link #MOST_READ}.
   * What the reading throws is the future's failure.
   */
  default <T> Future<T> read(long bytes, Callable<T> reading) {
    if (bytes > MOST_READ) {
      return offload(reading);
    }
    try {
      return Future.succeededFuture(reading.call());
    } catch (Exception | Error e) {
      return Future.failedFuture(e);
    }
  }

  /**
   * Outcome of work on other threads, such as the store's; completes on the loop, and fails with a
   * {@link Fault}.
   */
  default <T> Future<T> bring(CompletionStage<T> work) {
    Promise<T> result = Promise.promise();
    work.whenComplete(
        (value, thrown) ->
            run(
                () -> {
                  if (thrown == null) {
                    result.complete(value);
                  } else {
                    result.fail(Fault.from(thrown));
                  }
                }));
    return result.future();
  }

  /** A time in nanoseconds that only ever grows; its zero means nothing. */
  long nanos();
}
