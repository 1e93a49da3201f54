package dev.tutti.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptStatementsTest {
  private static final String FIND = "SELECT name FROM word WHERE id <= :id ORDER BY id";

  @TempDir Path folder;

  private Connection connection;
  private Jdbi jdbi;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("words.db"));
    var statements = new KeptStatements(connection);
    jdbi = Jdbi.create(connection);
    jdbi.setStatementBuilderFactory(_ -> statements);
    try (var handle = jdbi.open()) {
      handle.execute("PRAGMA journal_mode = WAL");
      handle.execute("CREATE TABLE word (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL)");
      insert(handle, 1, "one");
      insert(handle, 2, "two");
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static void insert(Handle handle, int id, String name) {
    handle
        .createUpdate("INSERT INTO word VALUES (:id, :name)")
        .bind("id", id)
        .bind("name", name)
        .execute();
  }

  private static String first(Handle handle, int id) {
    return handle.createQuery(FIND).bind("id", id).mapTo(String.class).first();
  }

  /** The statement that some SQL runs by. */
  private static Statement runs(Handle handle, String sql) {
    var seen = new ArrayList<Statement>();
    handle
        .createUpdate(sql)
        .addCustomizer(
            new StatementCustomizer() {
              @Override
              public void beforeExecution(PreparedStatement statement, StatementContext context) {
                seen.add(statement);
              }
            })
        .execute();
    return seen.getFirst();
  }

  @Test
  void a_statement_is_prepared_once() {
    try (var handle = jdbi.open()) {
      var first = runs(handle, "DELETE FROM word WHERE id > 2");
      assertThat(runs(handle, "DELETE FROM word WHERE id > 2")).isSameAs(first);
    }
  }

  @Test
  void the_same_statement_may_run_within_itself() {
    try (var handle = jdbi.open()) {
      var seen = new ArrayList<String>();
      try (var all = handle.createQuery(FIND).bind("id", 2).mapTo(String.class).stream()) {
        all.forEach(name -> seen.add(name + " " + first(handle, 1)));
      }
      assertThat(seen).containsExactly("one one", "two one");
      assertThat(first(handle, 2)).isEqualTo("one");
    }
  }

  @Test
  void what_was_read_in_part_holds_nothing() throws SQLException {
    try (var handle = jdbi.open()) {
      assertThat(first(handle, 2)).isEqualTo("one");
    }
    try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("words.db"));
        var statement = other.createStatement();
        var rows = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt("busy")).isZero();
    }
  }

  @Test
  void a_statement_that_failed_works_again() {
    try (var handle = jdbi.open()) {
      assertThatThrownBy(() -> insert(handle, 3, "two")).isInstanceOf(JdbiException.class);
      insert(handle, 3, "three");
      assertThat(handle.createQuery(FIND).bind("id", 9).mapTo(String.class).list())
          .containsExactly("one", "two", "three");
    }
  }

  @Test
  void values_of_a_batch_do_not_come_again() {
    var sql = "INSERT INTO word VALUES (:id, :name)";
    try (var handle = jdbi.open()) {
      handle.prepareBatch(sql).bind("id", 4).bind("name", "four").add().execute();
      assertThat(handle.prepareBatch(sql).bind("id", 5).bind("name", "five").add().execute())
          .containsExactly(1);
    }
  }

  @Test
  void a_new_column_is_seen() {
    try (var handle = jdbi.open()) {
      var all = "SELECT * FROM word WHERE id = 1";
      assertThat(handle.createQuery(all).mapToMap().one()).hasSize(2);
      handle.execute("ALTER TABLE word ADD COLUMN more INTEGER");
      assertThat(handle.createQuery(all).mapToMap().one()).hasSize(3);
    }
  }

  @Test
  void of_many_different_ones_the_least_recently_used_go() throws SQLException {
    try (var handle = jdbi.open()) {
      var first = runs(handle, "DELETE FROM word WHERE id > 2");
      for (int i = 3; i < 203; i++) {
        runs(handle, "DELETE FROM word WHERE id > " + i);
      }
      assertThat(first.isClosed()).isTrue();
      assertThat(runs(handle, "DELETE FROM word WHERE id > 202").isClosed()).isFalse();
    }
  }
}
