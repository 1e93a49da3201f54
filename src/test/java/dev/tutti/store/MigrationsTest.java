package dev.tutti.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  private static final String TEXTS =
      """
      SELECT call_id || ' ' || k.text || '/' || o.text || '/' || u.text || '/' || p.text || '/'
        || m.text || '/' || d.text || '/' || n.text || '/' || e.text || '/' || s.text || '/' || t.text
        || ' ' || ended_at || ' ' || streamed || ' ' || input_tokens || cached_input_tokens
        || cache_write_tokens || audio_input_tokens || output_tokens || reasoning_tokens
        || audio_output_tokens || ' ' || estimated || ' ' || coalesce(cost, '-') || ' ' || duration
        || ' ' || coalesce(first_token, '-') || ' ' || cost_reported || ' ' || hour_cache_write_tokens
      FROM attempt JOIN word k ON k.id = key_id JOIN word o ON o.id = owner JOIN word u ON u.id = end_user
        JOIN word p ON p.id = operation JOIN word m ON m.id = model JOIN word d ON d.id = provider
        JOIN word n ON n.id = upstream_model JOIN word e ON e.id = outcome JOIN word s ON s.id = skill
        JOIN word t ON t.id = service_tier
      ORDER BY attempt.id\
      """;

  /** What Flyway 13 writes into its table for the migrations: version, description, checksum. */
  private static final List<String> HISTORY =
      List.of(
          "1 1 api key 805238687",
          "2 2 attempt -741748524",
          "3 3 config change 1958664334",
          "4 4 cached answer 984710014",
          "5 5 conversation 1217330343",
          "6 6 budget 1240252716",
          "7 7 skill recording -2141167639",
          "8 8 skill release -97599077",
          "9 9 skill 318240817",
          "10 10 skill session 415573945",
          "11 11 skill session user 1757897592",
          "12 12 attempt billing -759876295",
          "13 13 skill execution 598629631",
          "14 14 kept size 2123812744");

  /** The last version in which attempts have their texts themselves. */
  private static final int BEFORE_WORDS = 15;

  /** The last version in which conversations have tables of their own. */
  private static final int BEFORE_SESSIONS = 22;

  /** The last version in which summaries have the ids of their messages. */
  private static final int BEFORE_RANGES = 48;

  /** The version that the older database has. */
  private static final int OLDER = 10;

  @TempDir Path folder;

  @Test
  void a_released_file_never_changes() throws Exception {
    var database = database("new");
    Migrations.migrate(database);
    assertThat(history(database)).startsWith(HISTORY.toArray(String[]::new));
  }

  @Test
  void a_database_that_flyway_made_goes_on_where_it_is() throws Exception {
    var fresh = database("new");
    var old = database("old");
    Migrations.migrate(fresh);
    olderByFlyway(old);
    Migrations.migrate(old);
    assertThat(history(old)).isEqualTo(history(fresh));
    assertThat(schema(old)).isEqualTo(schema(fresh));
    assertThat(strings(old, "SELECT name FROM api_key")).containsExactly("kept");
    Migrations.migrate(old);
    assertThat(history(old)).isEqualTo(history(fresh));
  }

  @Test
  void a_failure_leaves_the_database_as_it_was() throws Exception {
    var old = database("old");
    olderByFlyway(old);
    Jdbi.create(old).useHandle(handle -> handle.execute("DROP TABLE attempt"));
    var before = schema(old);
    assertThatThrownBy(() -> Migrations.migrate(old)).isInstanceOf(SQLException.class);
    assertThat(schema(old)).isEqualTo(before);
    assertThat(history(old)).isEqualTo(HISTORY.subList(0, OLDER));
  }

  /** A database as an older Tutti left it, with a key in it. */
  private static void olderByFlyway(DataSource database) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      new SchemaHistory(connection).prepare();
      for (int i = 0; i < OLDER; i++) {
        var migration = Migrations.ALL.get(i);
        statement.executeUpdate(migration.sql());
        statement.executeUpdate(
            """
            INSERT INTO flyway_schema_history
            VALUES (%d, '%s', '%s', 'SQL', '%s', %s, '', '2026-11-29 01:48:50.544', 38, TRUE)\
            """
                .formatted(
                    i + 1,
                    migration.version(),
                    migration.description(),
                    migration.file(),
                    HISTORY.get(i).substring(HISTORY.get(i).lastIndexOf(' '))));
      }
      statement.executeUpdate(
          """
          INSERT INTO api_key (id, hash, prefix, name, owner, role, models, created_at)
          VALUES ('1', '%s', 'p', 'kept', 'o', 'user', '', 0)\
          """
              .formatted("0".repeat(64)));
    }
  }

  @Test
  void versions_are_whole_numbers_in_their_order_without_a_gap() {
    assertThat(Migrations.ALL.stream().map(Migration::version))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, Migrations.ALL.size()).mapToObj(Integer::toString).toList());
  }

  @Test
  void the_list_of_files_is_the_folder() throws Exception {
    var files = Path.of(MigrationsTest.class.getResource("/db/migration").toURI());
    try (var names = Files.list(files)) {
      assertThat(names.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Migrations.ALL.stream().map(Migration::file).toList());
    }
  }

  /** Whoever laid something over a release before the key was renamed finds it unchanged. */
  @Test
  void overlays_of_releases_get_the_new_key() throws Exception {
    var database = database("old");
    Migrations.migrate(database);
    var old =
        """
        {"labels":{"guard":"1.0.0"},"guard":{"ramp":[10]},"over":"{\\"labels\\":{\\"guard\\":\\"1.0.0\\"},\\"guard\\":{}}"}\
        """;
    var now =
        """
        {"labels":{"guard":"1.0.0"},"canary":{"ramp":[10]},"over":"{\\"labels\\":{\\"guard\\":\\"1.0.0\\"},\\"canary\\":{}}"}\
        """;
    var json =
        Jdbi.create(database)
            .withHandle(
                handle -> {
                  handle.execute("INSERT INTO skill_release VALUES ('a', ?, 0, 'admin')", old);
                  handle.execute(new Migration("V15__skill_release_canary.sql").sql());
                  return handle.select("SELECT json FROM skill_release").mapTo(String.class).one();
                });
    assertThat(json).isEqualTo(now);
  }

  /** Attempts of a database that is older than the dictionary of their texts. */
  @Test
  void attempts_keep_their_texts_as_words() throws Exception {
    var database = database("old");
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      for (var migration : Migrations.ALL.subList(0, BEFORE_WORDS)) {
        statement.executeUpdate(migration.sql());
      }
      statement.executeUpdate(
          """
          INSERT INTO attempt VALUES
            (7, 0, 1000, 'call-1', 'key_1', 'red', '', 'chat', 'fast', 'openai', 'mini', 1,
              'completed', 1, 2, 3, 4, 5, 6, 7, 0, 225000, 50, NULL, 'greet', 0, 8, 'flex'),
            (7, 1, 2000, 'call-2', '', '', 'red', 'chat', 'mini', 'openai', 'mini', 0,
              'timeout', 0, 0, 0, 0, 0, 0, 0, 1, NULL, 60, 30, '', 1, 0, '')\
          """);
      statement.executeUpdate(Migrations.ALL.get(BEFORE_WORDS).sql());
    }
    assertThat(strings(database, TEXTS))
        .containsExactly(
            "call-1 key_1/red//chat/fast/openai/mini/completed/greet/flex 1000 1 1234567 0 225000"
                + " 50 - 0 8",
            "call-2 //red/chat/mini/openai/mini/timeout// 2000 0 0000000 1 - 60 30 1 0");
  }

  /** Conversations and responses of a database that is older than sessions of every door. */
  @Test
  void conversations_and_responses_stay_in_their_sessions() throws Exception {
    var database = database("old");
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      for (var migration : Migrations.ALL.subList(0, BEFORE_SESSIONS)) {
        statement.executeUpdate(migration.sql());
      }
      statement.executeUpdate(
          """
          INSERT INTO session VALUES ('conv_1', 'anna', TRUE, '{"k":"v"}', 1000, 2000, 9);
          INSERT INTO session VALUES ('sess_1', 'bert', FALSE, '{}', 1000, 3000, 2);
          INSERT INTO response VALUES ('resp_1', 'sess_1', 'bert', NULL, 1500, 1, 7, '{}', 2);
          INSERT INTO item VALUES ('conv_1', 1, 'msg_1', 'anna', NULL, '', 5, '{"id":"msg_1"}');
          INSERT INTO item VALUES ('sess_1', 1, 'msg_2', 'bert', 'resp_1', 'fast', 7, '{"id":"msg_2"}');\
          """);
      statement.executeUpdate(Migrations.ALL.get(BEFORE_SESSIONS).sql());
    }
    assertThat(
            strings(
                database,
                """
                SELECT m.owner || ' ' || session_id || ' ' || m.id || ' ' || dialect || ' ' || m.model || ' '
                  || m.created_at || ' ' || bytes || ' ' || body || ' ' || lasting || ' ' || s.metadata
                FROM message m JOIN session s ON s.owner = m.owner AND s.id = m.session_id ORDER BY m.id\
                """))
        .containsExactly(
            "anna conv_1 msg_1 item  1000 5 {\"id\":\"msg_1\"} 1 {\"k\":\"v\"}",
            "bert sess_1 msg_2 item fast 1500 7 {\"id\":\"msg_2\"} 0 {}");
    assertThat(strings(database, "SELECT id || session_id || owner || size FROM response"))
        .containsExactly("resp_1sess_1bert2");
    assertThat(strings(database, "PRAGMA foreign_key_check")).isEmpty();
  }

  @Test
  void summaries_tell_the_places_of_their_messages() throws Exception {
    var database = database("old");
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      for (var migration : Migrations.ALL.subList(0, BEFORE_RANGES)) {
        statement.executeUpdate(migration.sql());
      }
      statement.executeUpdate(
          """
          INSERT INTO session VALUES ('anna', 's', '', TRUE, '', '', '', '{}', '{}', 0, 0, 0, '', 0);
          INSERT INTO message VALUES ('anna', 's', 2, 'm2', '', 'chat', NULL, '', 0, FALSE, 0, '', 2, '{}', '{}');
          INSERT INTO message VALUES ('anna', 's', 5, 'm5', '', 'chat', NULL, '', 0, FALSE, 0, '', 2, '{}', '{}');
          INSERT INTO session_summary VALUES ('anna', 's', 5, '["m5","m2"]', 'm', 1, 0, 'They spoke.');\
          """);
      statement.executeUpdate(Migrations.ALL.get(BEFORE_RANGES).sql());
    }
    assertThat(strings(database, "SELECT messages FROM session_summary"))
        .containsExactly("{\"ranges\":[[2,5]],\"count\":2,\"digest\":\"\"}");
  }

  private DataSource database(String name) throws SQLException, IOException {
    var home = folder.resolve(name);
    DataFolder.prepare(home);
    PrivateFiles.createFile(DataFolder.database(home));
    NativeLibrary.keepIn(home);
    return new SqliteConnections(home).writer();
  }

  private static List<String> history(DataSource database) {
    return strings(
        database,
        """
        SELECT installed_rank || ' ' || version || ' ' || description || ' ' || checksum
        FROM flyway_schema_history WHERE type = 'SQL' AND success
          AND script = 'V' || version || '__' || replace(description, ' ', '_') || '.sql'
        ORDER BY installed_rank\
        """);
  }

  private static List<String> schema(DataSource database) {
    return strings(
        database,
        "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1");
  }

  private static List<String> strings(DataSource database, String sql) {
    return Jdbi.create(database)
        .withHandle(handle -> handle.select(sql).mapTo(String.class).list());
  }
}
