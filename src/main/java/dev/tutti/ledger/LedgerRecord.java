package dev.tutti.ledger;

import java.time.Instant;

/** Record on its way to the database. */
sealed interface LedgerRecord permits AttemptRecord, CallRecord {
  /** Time by which its row is kept. */
  Instant time();
}
