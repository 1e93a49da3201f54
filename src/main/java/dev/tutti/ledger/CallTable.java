package dev.tutti.ledger;

import dev.tutti.call.Decision;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The SQL of calls. Its writing is for one transaction after the other; not thread-safe. */
final class CallTable {
  private static final String INSERT =
      """
      INSERT INTO call (call_id, started_at, endpoint, key_id, owner, end_user, session, operation,
        model, skill, streamed, outcome, status, cache, degraded, coalesced, attempts, total,
        first_token, overhead, guard_wait, retry_wait, input_tokens, cached_input_tokens,
        cache_write_tokens, audio_input_tokens, output_tokens, reasoning_tokens,
        audio_output_tokens, estimated, cost, unpriced, decision, revision, saved_tokens, saved_cost,
        trace_id, failed_attempts)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;

  /** Ways that are remembered as words: those that leave no choice, and so are few. */
  private static final int MOST_WAYS = 1_000;

  private final WordIds words;
  private final Map<List<Decision.Step>, String> ways = new HashMap<>();

  CallTable(WordIds words) {
    this.words = words;
  }

  /** Adds rows, as {@link AttemptTable} does. */
  void insert(Handle handle, List<CallRecord> records) throws SQLException {
    try (var row = handle.getConnection().prepareStatement(INSERT)) {
      for (var each : records) {
        bind(handle, row, each);
        row.addBatch();
      }
      row.executeBatch();
    }
  }

  private void bind(Handle handle, PreparedStatement row, CallRecord each) throws SQLException {
    bindAsked(handle, row, each.asked());
    row.setLong(2, each.started().toEpochMilli());
    row.setLong(12, words.number(handle, each.end().outcome()));
    row.setInt(13, each.end().status());
    row.setLong(14, words.number(handle, each.answer().cache()));
    row.setLong(15, words.number(handle, each.answer().degraded()));
    row.setBoolean(16, each.answer().coalesced());
    bindSpans(row, each.spans());
    bindSpent(row, each.spent());
    bindDecision(handle, row, each.steps());
  }

  private void bindAsked(Handle handle, PreparedStatement row, CallRecord.Asked asked)
      throws SQLException {
    row.setString(1, asked.call());
    row.setString(37, asked.trace());
    row.setLong(3, words.number(handle, asked.subject().endpoint()));
    row.setLong(4, words.number(handle, asked.caller().key()));
    row.setLong(5, words.number(handle, asked.caller().owner()));
    row.setLong(6, words.number(handle, asked.caller().user()));
    row.setString(7, asked.caller().session());
    row.setLong(8, words.number(handle, asked.subject().operation().wire()));
    row.setLong(9, words.number(handle, asked.subject().model()));
    row.setLong(10, words.number(handle, asked.skill().skill()));
    row.setLong(34, words.number(handle, asked.skill().revision()));
    row.setBoolean(11, asked.subject().streamed());
  }

  private static void bindSpans(PreparedStatement row, CallRecord.Spans spans) throws SQLException {
    row.setLong(18, spans.timing().total().toNanos() / 1_000);
    var first = spans.timing().firstToken();
    if (first.isPresent()) {
      row.setLong(19, first.get().toNanos() / 1_000);
    } else {
      row.setNull(19, Types.BIGINT);
    }
    row.setLong(20, spans.overhead().toNanos() / 1_000);
    row.setLong(21, spans.guards().toNanos() / 1_000);
    row.setLong(22, spans.retries().toNanos() / 1_000);
  }

  private static void bindSpent(PreparedStatement row, CallRecord.Spent spent) throws SQLException {
    var usage = spent.totals().usage();
    row.setInt(17, spent.totals().attempts());
    row.setLong(23, usage.input());
    row.setLong(24, usage.cachedInput());
    row.setLong(25, usage.cacheWrite());
    row.setLong(26, usage.audioInput());
    row.setLong(27, usage.output());
    row.setLong(28, usage.reasoning());
    row.setLong(29, usage.audioOutput());
    row.setBoolean(30, usage.estimated());
    row.setInt(38, spent.totals().failed());
    row.setLong(31, spent.totals().nanoDollars());
    row.setInt(32, spent.totals().unpriced());
    row.setLong(35, spent.saved().tokens());
    row.setLong(36, spent.saved().nanoDollars());
  }

  private void bindDecision(Handle handle, PreparedStatement row, List<Decision.Step> steps)
      throws SQLException {
    if (steps.isEmpty()) {
      row.setNull(33, Types.BIGINT);
    } else if (steps.stream().allMatch(CallTable::leavesNoChoice)) {
      if (ways.size() > MOST_WAYS) {
        ways.clear();
      }
      var json = ways.computeIfAbsent(steps, DecisionJson::of);
      row.setLong(33, words.number(handle, json));
    } else {
      row.setString(33, DecisionJson.of(steps));
    }
  }

  private static boolean leavesNoChoice(Decision.Step step) {
    return step.candidates().size() == 1 && step.away().isEmpty();
  }
}
