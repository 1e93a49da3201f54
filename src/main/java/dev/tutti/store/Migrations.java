package dev.tutti.store;

import dev.tutti.store.StoreException.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema up to date.
 *
 * <p>Flyway does it, but is only woken when there is something to do: loading it takes longer than
 * everything else about a store. Whether there is, its own history table says.
 */
final class Migrations {
  /** The released files in {@code db/migration}, in order. A released file never changes. */
  static final List<String> FILES =
      List.of(
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
          "V14__kept_size.sql");

  private static final List<String> VERSIONS = FILES.stream().map(Migrations::version).toList();

  private Migrations() {}

  /** The version that a file brings: 1 for {@code V1__api_key.sql}. */
  static String version(String file) {
    return file.substring(1, file.indexOf("__"));
  }

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
      applied = applied(connection);
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

  private static List<String> applied(Connection connection) throws SQLException {
    var versions = new ArrayList<String>();
    try (var statement = connection.createStatement()) {
      try (var tables =
          statement.executeQuery(
              "SELECT 1 FROM sqlite_schema WHERE name = 'flyway_schema_history'")) {
        if (!tables.next()) {
          return versions;
        }
      }
      try (var rows =
          statement.executeQuery(
              """
              SELECT version FROM flyway_schema_history
              WHERE version IS NOT NULL AND success ORDER BY installed_rank\
              """)) {
        while (rows.next()) {
          versions.add(rows.getString(1));
        }
      }
    }
    return versions;
  }

  /** Applies what is missing, while the caller holds the folder's lock. */
  static void migrate(DataSource source) throws SQLException {
    try (var connection = source.getConnection()) {
      if (FirstSchema.missing(connection)) {
        FirstSchema.make(connection, FILES);
        return;
      }
    }
    flyway(source).migrate();
  }

  static Flyway flyway(DataSource source) {
    return Flyway.configure()
        .dataSource(source)
        .resourceProvider(new MigrationFiles(FILES))
        .javaMigrationClassProvider(List::of)
        .skipDefaultCallbacks(true)
        .loggers("slf4j")
        .load();
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
