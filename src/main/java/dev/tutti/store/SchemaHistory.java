package dev.tutti.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Table of the migrations that a database has had. It is the one that Flyway keeps, by name and
 * form, so that databases and tools that know it go on.
 */
final class SchemaHistory {
  private static final String TABLE =
      """
      CREATE TABLE "flyway_schema_history" (
          "installed_rank" INT NOT NULL PRIMARY KEY,
          "version" VARCHAR(50),
          "description" VARCHAR(200) NOT NULL,
          "type" VARCHAR(20) NOT NULL,
          "script" VARCHAR(1000) NOT NULL,
          "checksum" INT,
          "installed_by" VARCHAR(100) NOT NULL,
          "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
          "execution_time" INT NOT NULL,
          "success" BOOLEAN NOT NULL
      );
      CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success");
      """;

  private static final String IS_THERE =
      "SELECT 1 FROM sqlite_schema WHERE name = 'flyway_schema_history'";

  private static final String VERSIONS =
      """
      SELECT version FROM flyway_schema_history
      WHERE version IS NOT NULL AND success ORDER BY installed_rank\
      """;

  private static final String ADD =
      """
      INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,
        checksum, installed_by, execution_time, success)
      SELECT coalesce(max(installed_rank), 0) + 1, ?, ?, 'SQL', ?, ?, '', 0, TRUE
      FROM flyway_schema_history\
      """;

  private final Connection connection;

  SchemaHistory(Connection connection) {
    this.connection = connection;
  }

  /** The versions in their order; none when there is no table yet. */
  List<String> versions() throws SQLException {
    var versions = new ArrayList<String>();
    if (isThere()) {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery(VERSIONS)) {
        while (rows.next()) {
          versions.add(rows.getString(1));
        }
      }
    }
    return versions;
  }

  private boolean isThere() throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(IS_THERE)) {
      return rows.next();
    }
  }

  /** Makes the table if it is not there. */
  void prepare() throws SQLException {
    if (!isThere()) {
      try (var statement = connection.createStatement()) {
        statement.executeUpdate(TABLE);
      }
    }
  }

  /** Notes a migration. */
  void add(Migration migration) throws SQLException {
    try (var row = connection.prepareStatement(ADD)) {
      row.setString(1, migration.version());
      row.setString(2, migration.description());
      row.setString(3, migration.file());
      row.setInt(4, migration.checksum());
      row.executeUpdate();
    }
  }
}
