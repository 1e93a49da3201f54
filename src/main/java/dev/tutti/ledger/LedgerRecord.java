package dev.tutti.ledger;

/** Record on its way to the database. */
sealed interface LedgerRecord permits AttemptRecord, CallRecord {}
