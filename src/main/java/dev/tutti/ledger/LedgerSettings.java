package dev.tutti.ledger;

import dev.tutti.config.Argument;
import java.time.Duration;

/**
 * Settings of the ledger's queue, in which records wait until they are written.
 *
 * @param capacity how many records may wait, at least 1
 * @param batch how many records are written at once, at least 1
 * @param every how long a record waits at most while the database works
 * @param drain how long closing waits for the last records
 */
public record LedgerSettings(int capacity, int batch, Duration every, Duration drain) {

  /** Checks the ranges. */
  public LedgerSettings {
    Argument.check(capacity >= 1, "capacity", capacity, ">= 1");
    Argument.check(batch >= 1, "batch", batch, ">= 1");
    Argument.check(every.isPositive(), "every", every, "> 0");
    Argument.check(!drain.isNegative(), "drain", drain, ">= 0");
  }

  /** 50,000 records wait at most, in about 20 MB; 4,000 at once; each second; 5 s at the end. */
  public static LedgerSettings defaults() {
    return new LedgerSettings(50_000, 4_000, Duration.ofSeconds(1), Duration.ofSeconds(5));
  }
}
