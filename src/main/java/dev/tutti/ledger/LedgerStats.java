package dev.tutti.ledger;

/**
 * State of the ledger at this moment.
 *
 * @param waiting records that wait to be written
 * @param written records that were written, since the ledger was opened
 * @param dropped records that were lost because too many waited or because time ran out at the end
 * @param failing whether the last write failed
 */
public record LedgerStats(int waiting, long written, long dropped, boolean failing) {}
