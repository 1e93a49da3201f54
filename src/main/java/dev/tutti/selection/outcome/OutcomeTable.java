package dev.tutti.selection.outcome;

import dev.tutti.selection.quality.ModelOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of outcomes. */
final class OutcomeTable {
  private static final String INSERT_PROMPT =
      """
      INSERT INTO route_prompt (taken_at, source, prompt, task, complexity, call_id)
      VALUES (:at, :source, :prompt, :task, :complexity, :call)\
      """;

  private static final String INSERT_OUTCOME =
      """
      INSERT INTO route_outcome (prompt_id, model, score, weight, cost_usd, latency_ms)
      VALUES (:prompt, :model, :score, :weight, :cost, :latency)\
      """;

  private static final String AFTER =
      """
      SELECT p.id, p.taken_at, p.source, p.prompt, p.task, p.complexity, p.call_id,
             o.model, o.score, o.weight, o.cost_usd, o.latency_ms
      FROM (SELECT * FROM route_prompt WHERE id > :after ORDER BY id LIMIT :limit) p
      JOIN route_outcome o ON o.prompt_id = p.id
      ORDER BY p.id, o.model\
      """;

  private static final String OLDEST_KEPT =
      "SELECT id FROM route_prompt ORDER BY id DESC LIMIT 1 OFFSET :most";

  private static final String FORGET_GROUP =
      """
      DELETE FROM route_outcome WHERE prompt_id IN
        (SELECT id FROM route_prompt
         WHERE (:source = '' OR source = :source) AND taken_at < :before)
      AND (:model = '' OR model = :model)\
      """;

  private static final String WITHOUT_OUTCOME =
      """
      DELETE FROM route_prompt WHERE NOT EXISTS
        (SELECT 1 FROM route_outcome o WHERE o.prompt_id = route_prompt.id)\
      """;

  private static final String SCORES =
      """
      SELECT p.call_id, o.score
      FROM (SELECT id, call_id FROM route_prompt
            WHERE taken_at >= :from AND call_id LIKE 'req%' ORDER BY taken_at DESC LIMIT :limit) p
      JOIN route_outcome o ON o.prompt_id = p.id
      ORDER BY p.id\
      """;

  private OutcomeTable() {}

  /** Adds rows; what their ids say is not read. */
  static void insert(Handle handle, List<OutcomeRow> rows) {
    try (var outcomes = handle.prepareBatch(INSERT_OUTCOME)) {
      for (var row : rows) {
        long id = insert(handle, row);
        row.outcomes()
            .forEach(
                (model, outcome) ->
                    outcomes
                        .bind("prompt", id)
                        .bind("model", model)
                        .bind("score", outcome.score())
                        .bind("weight", row.weight())
                        .bind("cost", outcome.costUsd())
                        .bind("latency", outcome.latencyMs())
                        .add());
      }
      if (outcomes.size() > 0) {
        outcomes.execute();
      }
    }
  }

  private static long insert(Handle handle, OutcomeRow row) {
    return handle
        .createUpdate(INSERT_PROMPT)
        .bind("at", row.at().toEpochMilli())
        .bind("source", row.source())
        .bind("prompt", row.prompt())
        .bind("task", row.task())
        .bind("complexity", row.complexity())
        .bind("call", row.call())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  /** Rows after one, in their order. */
  static List<OutcomeRow> after(Handle handle, long after, int limit) {
    var rows = new LinkedHashMap<Long, OutcomeRow>();
    handle
        .createQuery(AFTER)
        .bind("after", after)
        .bind("limit", limit)
        .map((found, _) -> row(found))
        .forEach(row -> rows.merge(row.id(), row, OutcomeTable::joined));
    return new ArrayList<>(rows.values());
  }

  private static OutcomeRow joined(OutcomeRow one, OutcomeRow other) {
    var all = new LinkedHashMap<>(one.outcomes());
    all.putAll(other.outcomes());
    return new OutcomeRow(
        one.id(),
        one.at(),
        one.source(),
        one.prompt(),
        one.task(),
        one.complexity(),
        one.call(),
        one.weight(),
        all);
  }

  private static OutcomeRow row(ResultSet rows) throws SQLException {
    var outcome =
        new ModelOutcome(
            rows.getDouble("score"), number(rows, "cost_usd"), number(rows, "latency_ms"));
    return new OutcomeRow(
        rows.getLong("id"),
        Instant.ofEpochMilli(rows.getLong("taken_at")),
        rows.getString("source"),
        rows.getString("prompt"),
        rows.getString("task"),
        rows.getDouble("complexity"),
        rows.getString("call_id"),
        rows.getDouble("weight"),
        Map.of(rows.getString("model"), outcome));
  }

  private static @Nullable Double number(ResultSet rows, String column) throws SQLException {
    double value = rows.getDouble(column);
    return rows.wasNull() ? null : value;
  }

  /** The number of the last row; 0 when there is none. */
  static long last(Handle handle) {
    return handle.select("SELECT coalesce(max(id), 0) FROM route_prompt").mapTo(Long.class).one();
  }

  /** What was said of calls since a time, 0 to 1, by their ids; the newest ones at most. */
  static Map<String, Double> scores(Handle handle, Instant from, int limit) {
    var scores = new HashMap<String, Double>();
    handle
        .createQuery(SCORES)
        .bind("from", from.toEpochMilli())
        .bind("limit", limit)
        .map((rows, _) -> Map.entry(rows.getString("call_id"), rows.getDouble("score")))
        .forEach(each -> scores.put(each.getKey(), each.getValue()));
    return scores;
  }

  /** Leaves the newest rows, none older than an instant; how many prompts went. */
  static int trim(Handle handle, int most, Instant oldest) {
    var bound = handle.createQuery(OLDEST_KEPT).bind("most", most).mapTo(Long.class).findOne();
    long upTo = bound.orElse(0L);
    var doomed = "SELECT id FROM route_prompt WHERE id <= :upTo OR taken_at < :oldest";
    handle
        .createUpdate("DELETE FROM route_outcome WHERE prompt_id IN (" + doomed + ")")
        .bind("upTo", upTo)
        .bind("oldest", oldest.toEpochMilli())
        .execute();
    return handle
        .createUpdate("DELETE FROM route_prompt WHERE id <= :upTo OR taken_at < :oldest")
        .bind("upTo", upTo)
        .bind("oldest", oldest.toEpochMilli())
        .execute();
  }

  /** Takes outcomes away; how many there were. */
  static int forget(Handle handle, ForgottenOutcomes which) {
    int gone =
        handle
            .createUpdate(FORGET_GROUP)
            .bind("source", which.source())
            .bind("model", which.model())
            .bind("before", which.before().toEpochMilli())
            .execute();
    handle.execute(WITHOUT_OUTCOME);
    learnAnew(handle);
    return gone;
  }

  /** Has everything learned again by who has the store open. */
  static int learnAnew(Handle handle) {
    return handle.execute("UPDATE route_learner SET generation = generation + 1");
  }

  /** What was learned, and from which rows. */
  static LearnedState state(Handle handle) {
    return handle
        .createQuery("SELECT * FROM route_learner WHERE id = 1")
        .map(
            (rows, _) ->
                new LearnedState(
                    rows.getLong("generation"),
                    rows.getLong("learned_generation"),
                    rows.getLong("last_prompt"),
                    rows.getBytes("learned")))
        .one();
  }

  /** Keeps what was learned. */
  static void save(Handle handle, LearnedState state) {
    handle
        .createUpdate(
            """
            UPDATE route_learner SET learned_generation = :generation, last_prompt = :last,
              learned = :learned WHERE id = 1\
            """)
        .bind("generation", state.learnedGeneration())
        .bind("last", state.lastPrompt())
        .bind("learned", state.learned())
        .execute();
  }
}
