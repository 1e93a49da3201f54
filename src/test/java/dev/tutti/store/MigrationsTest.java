package dev.tutti.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  private static final List<String> SQL =
      List.of(
          "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1",
          """
          SELECT installed_rank || ' ' || version || ' ' || description || ' ' || type || ' '
            || script || ' ' || checksum || ' ' || installed_by || ' ' || success
          FROM flyway_schema_history ORDER BY installed_rank\
          """);

  @TempDir Path folder;

  @Test
  void a_new_database_is_what_flyway_would_make() throws Exception {
    var ours = database("ours");
    var theirs = database("theirs");
    Migrations.migrate(ours);
    Migrations.flyway(theirs).migrate();
    assertThat(contents(ours)).isEqualTo(contents(theirs));
    Migrations.flyway(ours).validate();
    assertThat(Migrations.flyway(ours).migrate().migrationsExecuted).isZero();
  }

  @Test
  void the_list_of_files_is_the_folder() throws Exception {
    var files = Path.of(MigrationsTest.class.getResource("/db/migration").toURI());
    try (var names = Files.list(files)) {
      assertThat(names.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(Migrations.FILES);
    }
  }

  private DataSource database(String name) throws SQLException, IOException {
    var home = folder.resolve(name);
    DataFolder.prepare(home);
    PrivateFiles.createFile(DataFolder.database(home));
    NativeLibrary.keepIn(home);
    return new SqliteConnections(home).writer();
  }

  private static List<String> contents(DataSource database) {
    return Jdbi.create(database)
        .withHandle(
            handle ->
                SQL.stream()
                    .flatMap(sql -> handle.select(sql).mapTo(String.class).stream())
                    .toList());
  }
}
