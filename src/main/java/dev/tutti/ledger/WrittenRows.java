package dev.tutti.ledger;

import java.util.List;

/**
 * Rows of a table that are on disk. Immutable.
 *
 * @param last the id of the last one; those before it have the ids before it
 */
public record WrittenRows(LedgerTable table, long last, List<LedgerRow> rows) {
  /** The id of the first one. */
  public long first() {
    return last - rows.size() + 1;
  }
}
