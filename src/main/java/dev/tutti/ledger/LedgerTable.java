package dev.tutti.ledger;

import dev.tutti.query.Condition;
import java.util.List;

/** Tables of the ledger, with their columns but the id, in the order in which rows are made. */
public enum LedgerTable {
  /** Calls, as they ended for their callers. */
  CALL(
      "call",
      List.of(
          "call_id",
          "trace_id",
          "started_at",
          "endpoint",
          "key_id",
          "owner",
          "end_user",
          "session",
          "turn",
          "task",
          "operation",
          "model",
          "skill",
          "revision",
          "streamed",
          "outcome",
          "status",
          "cache",
          "degraded",
          "coalesced",
          "attempts",
          "failed_attempts",
          "total",
          "first_token",
          "overhead",
          "guard_wait",
          "retry_wait",
          "limit_wait",
          "turn_wait",
          "input_tokens",
          "cached_input_tokens",
          "cache_write_tokens",
          "audio_input_tokens",
          "output_tokens",
          "reasoning_tokens",
          "audio_output_tokens",
          "estimated",
          "cost",
          "unpriced",
          "saved_tokens",
          "saved_cost",
          "decision")) {
    // An index has stretches of four seconds; a day has a whole number of them.
    @Override
    public Condition near(long from, long to) {
      return new Condition(
          "started_at / 4000 BETWEEN ? AND ?",
          List.of(Math.floorDiv(from, STRETCH), Math.floorDiv(to - 1, STRETCH)));
    }

    @Override
    public Condition within(long from, long to) {
      var exact = new Condition("started_at >= ? AND started_at < ?", List.of(from, to));
      return Condition.all(List.of(near(from, to), exact));
    }
  },

  /** Attempts at deployments. */
  ATTEMPT(
      "attempt",
      List.of(
          "ended_at",
          "call_id",
          "key_id",
          "owner",
          "end_user",
          "operation",
          "model",
          "provider",
          "upstream_model",
          "streamed",
          "outcome",
          "input_tokens",
          "cached_input_tokens",
          "cache_write_tokens",
          "audio_input_tokens",
          "output_tokens",
          "reasoning_tokens",
          "audio_output_tokens",
          "estimated",
          "hour_cache_write_tokens",
          "service_tier",
          "cost",
          "cost_reported",
          "price",
          "duration",
          "first_token",
          "skill",
          "number",
          "reason",
          "status")) {
    @Override
    public Condition near(long from, long to) {
      return new Condition("ended_at >= ? AND ended_at < ?", List.of(from, to));
    }

    @Override
    public Condition within(long from, long to) {
      return near(from, to);
    }
  };

  private static final long STRETCH = 4_000;

  private final String sql;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> columns;

  LedgerTable(String sql, List<String> columns) {
    this.sql = sql;
    this.columns = columns;
  }

  /** The name in SQL. */
  public String sql() {
    return sql;
  }

  /** The columns but the id. */
  public List<String> columns() {
    return columns;
  }

  /**
   * Condition on the times of rows that an index knows without looking at them.
   *
   * @param from the first millisecond
   * @param to the first one after it; of calls some that began within four seconds before or after
   *     are in, too
   */
  public abstract Condition near(long from, long to);

  /**
   * Condition on the times of rows, which an index finds: when calls began, and when attempts
   * ended.
   *
   * @param from the first millisecond
   * @param to the first one after it
   */
  public abstract Condition within(long from, long to);

  /**
   * The place of a column in rows.
   *
   * @throws IllegalArgumentException when there is none of this name
   */
  public int place(String column) {
    int place = columns.indexOf(column);
    if (place < 0) {
      throw new IllegalArgumentException("no column of %s: %s".formatted(sql, column));
    }
    return place;
  }
}
