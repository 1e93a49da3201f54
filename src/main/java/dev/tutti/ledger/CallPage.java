package dev.tutti.ledger;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Page of the list of calls, the latest that have ended first. Immutable. */
public final class CallPage {
  private final List<CallRow> rows;
  private final @Nullable Long next;

  CallPage(List<CallRow> rows, @Nullable Long next) {
    this.rows = List.copyOf(rows);
    this.next = next;
  }

  /** The calls, which may be fewer than were asked for although there are more. */
  public List<CallRow> rows() {
    return rows;
  }

  /** The number before which the list goes on; empty at its end. */
  public OptionalLong next() {
    return next == null ? OptionalLong.empty() : OptionalLong.of(next);
  }
}
