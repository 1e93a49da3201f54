package dev.tutti.store;

import dev.tutti.config.Argument;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings with which a store is opened.
 *
 * @param folder the data folder, made when it is missing
 * @param readers the threads that read, 1 to 16
 * @param queue how many works may wait for the writer, and how many for the readers, at least 1
 * @param watchEvery how often the writer looks for changes made by other processes
 * @param patience how long a work waits for another process to finish its write
 * @param drain how long closing waits for works that were accepted
 */
public record StoreSettings(
    Path folder, int readers, int queue, Duration watchEvery, Duration patience, Duration drain) {

  /** Checks the ranges. */
  public StoreSettings {
    Argument.check(readers >= 1 && readers <= 16, "readers", readers, "1 to 16");
    Argument.check(queue >= 1, "queue", queue, ">= 1");
    Argument.check(watchEvery.isPositive(), "watchEvery", watchEvery, "> 0");
    Argument.check(!patience.isNegative(), "patience", patience, ">= 0");
    Argument.check(!drain.isNegative(), "drain", drain, ">= 0");
  }

  /** The defaults: 2 readers, 4,096 waiting works, a look every 500 ms, 2 s and 10 s of waiting. */
  public static StoreSettings in(Path folder) {
    return new StoreSettings(
        folder, 2, 4096, Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(10));
  }
}
