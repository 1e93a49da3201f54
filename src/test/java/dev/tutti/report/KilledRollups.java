package dev.tutti.report;

import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A program that writes calls and adds them up, a few at a time, and says when it has. */
final class KilledRollups {
  static final Instant BEGIN = Instant.parse("2026-03-05T00:00:00Z");

  private static final int CALLS = 100;
  private static final int MANY = 1_000_000;

  private KilledRollups() {}

  public static void main(String[] arguments) {
    var generator =
        new LedgerGenerator(Long.parseLong(arguments[1]), BEGIN, Duration.ofDays(1_000));
    try (var store = Store.open(StoreSettings.in(Path.of(arguments[0])))) {
      var rollups = Rollups.over(store, 7);
      for (int written = 0; ; written += CALLS) {
        generator.write(store, CALLS, MANY);
        var rolled = rollups.advance();
        System.out.println(written);
        rolled.join();
      }
    }
  }
}
