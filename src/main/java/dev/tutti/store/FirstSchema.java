package dev.tutti.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Makes the schema of a new database: the same migrations, and the same history that Flyway would
 * have written, without waking Flyway. Starting it is most of what a first start would take.
 */
final class FirstSchema {
  private static final String HISTORY =
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

  private static final String APPLIED =
      """
      INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,
        checksum, installed_by, execution_time, success)
      VALUES (?, ?, ?, 'SQL', ?, ?, '', 0, TRUE)""";

  private FirstSchema() {}

  /** Whether nothing was ever made in the database. */
  static boolean missing(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
      return rows.next() && rows.getInt(1) == 0;
    }
  }

  /** Makes everything in one transaction; a failure leaves nothing when the connection closes. */
  static void make(Connection connection, List<String> files) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      statement.executeUpdate(HISTORY);
      for (int i = 0; i < files.size(); i++) {
        var sql = MigrationFiles.text(files.get(i));
        statement.executeUpdate(sql);
        note(connection, i + 1, files.get(i), checksum(sql));
      }
      statement.execute("COMMIT");
    }
  }

  private static void note(Connection connection, int rank, String file, int checksum)
      throws SQLException {
    var description = file.substring(file.indexOf("__") + 2, file.indexOf(".sql"));
    try (var row = connection.prepareStatement(APPLIED)) {
      row.setInt(1, rank);
      row.setString(2, Migrations.version(file));
      row.setString(3, description.replace('_', ' '));
      row.setString(4, file);
      row.setInt(5, checksum);
      row.executeUpdate();
    }
  }

  /** Flyway's: the CRC-32 of the lines without their ends. */
  private static int checksum(String sql) {
    var crc = new CRC32();
    sql.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
    return (int) crc.getValue();
  }
}
