package dev.tutti.store;

import dev.tutti.store.StoreException.Problem;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Brings the schema up to date: what its history does not have is applied in order, all in one
 * transaction, so that a failure leaves the database as it was. See docs/decisions/migrations.md.
 */
final class Migrations {
  /** The released files in {@code db/migration}, in order. A released file never changes. */
  static final List<Migration> ALL =
      Stream.of(
              "V1__api_key.sql",
              "V2__attempt.sql",
              "V3__config_change.sql",
              "V4__cached_answer.sql",
              "V5__conversation.sql",
              "V6__budget.sql",
              "V7__skill_recording.sql",
              "V8__skill_release.sql",
              "V9__skill.sql",
              "V10__skill_session.sql",
              "V11__skill_session_user.sql",
              "V12__attempt_billing.sql",
              "V13__skill_execution.sql",
              "V14__kept_size.sql",
              "V15__skill_release_canary.sql",
              "V16__attempt_words.sql",
              "V17__call.sql",
              "V18__bucket.sql",
              "V19__report_schedule.sql",
              "V20__alert.sql",
              "V21__monitor.sql",
              "V22__call_body.sql",
              "V23__session.sql",
              "V24__memory.sql",
              "V25__context.sql",
              "V26__skill_session_messages.sql",
              "V27__fine_bucket.sql",
              "V28__call_session.sql",
              "V29__file.sql",
              "V30__task.sql",
              "V31__batch.sql",
              "V32__call_waits.sql",
              "V33__call_place.sql",
              "V34__character.sql",
              "V35__recorder.sql",
              "V36__token_forecast.sql",
              "V37__task_crashes.sql",
              "V38__vote_outcome.sql",
              "V39__routing.sql",
              "V40__task_analysis.sql",
              "V41__character_source.sql",
              "V42__character_group.sql",
              "V43__console_view.sql",
              "V44__task_machine.sql",
              "V45__message_always.sql",
              "V46__skill_trial.sql",
              "V47__route_conversation.sql",
              "V48__session_hidden.sql",
              "V49__summary_ranges.sql",
              "V50__recorder_cost.sql",
              "V51__report_schedule_change.sql",
              "V52__session_erased.sql")
          .map(Migration::new)
          .toList();

  private static final List<String> VERSIONS = ALL.stream().map(Migration::version).toList();

  private Migrations() {}

  /** Step that brings an older schema up to date. */
  @FunctionalInterface
  interface Step {
    void migrate(DataSource source) throws SQLException;
  }

  /**
   * Takes the step if the schema is older than this program.
   *
   * @throws StoreException {@code NEWER_SCHEMA}; {@code MISSING} where there must be one and is
   *     none
   */
  static void bringUpToDate(DataSource source, FolderMarker marker, Step step) throws SQLException {
    List<String> applied;
    try (var connection = source.getConnection()) {
      applied = new SchemaHistory(connection).versions();
    }
    if (applied.isEmpty()) {
      marker.requireNew();
    }
    if (!VERSIONS.containsAll(applied)) {
      throw new StoreException(
          Problem.NEWER_SCHEMA,
          "data folder: its schema has version %s (expected: at most %s; use the Tutti that wrote it, or a newer one)"
              .formatted(applied.getLast(), VERSIONS.getLast()));
    }
    if (!applied.containsAll(VERSIONS)) {
      step.migrate(source);
    }
  }

  /** Applies what is missing, while the caller holds the folder's lock. */
  static void migrate(DataSource source) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE"); // ended by closing, where anything fails
      var history = new SchemaHistory(connection);
      history.prepare();
      var applied = history.versions();
      for (var migration : ALL) {
        if (!applied.contains(migration.version())) {
          statement.executeUpdate(migration.sql());
          history.add(migration);
        }
      }
      statement.execute("COMMIT");
    }
  }

  /**
   * Applies what is missing for a tool, holding the folder's lock meanwhile.
   *
   * @throws StoreException {@code OLDER_SCHEMA} when a server holds it
   */
  static void migrateAlone(Path folder, DataSource source) throws SQLException {
    try (var _ = FolderLock.take(folder)) {
      migrate(source);
    } catch (StoreException e) {
      throw e.problem() == Problem.FOLDER_IN_USE ? olderServer(e) : e;
    }
  }

  private static StoreException olderServer(StoreException inUse) {
    return new StoreException(
        Problem.OLDER_SCHEMA,
        "data folder: its schema is older than version %s, and it is in use (expected: the same Tutti as the server's): %s"
            .formatted(VERSIONS.getLast(), inUse.getMessage()),
        inUse);
  }
}
