package dev.tutti.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.store.StoreException.Problem;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final Work<Integer> COUNT =
      handle -> handle.select("SELECT count(*) FROM note").mapTo(Integer.class).one();

  @TempDir Path folder;

  @Test
  void what_is_written_is_there_after_a_restart() {
    try (var store = open()) {
      notes(store, 3);
    }
    try (var store = open()) {
      assertThat(Store.await(store.read(COUNT))).isEqualTo(3);
    }
  }

  @Test
  void a_work_that_fails_leaves_nothing_behind() {
    try (var store = open()) {
      notes(store, 1);
      var failing =
          store.write(
              handle -> {
                handle.execute("INSERT INTO note VALUES (2)");
                throw new IllegalArgumentException("second thoughts");
              });
      assertThatThrownBy(() -> Store.await(failing)).hasMessage("second thoughts");
      assertThat(Store.await(store.read(COUNT))).isEqualTo(1);
      notes(store, 1);
      assertThat(Store.await(store.read(COUNT))).isEqualTo(2);
    }
  }

  @Test
  void a_read_sees_one_snapshot() {
    try (var store = open()) {
      notes(store, 1);
      var counts =
          store.read(
              handle -> {
                int before = COUNT.run(handle);
                Patience.await(store.write(insert(2)), "a write beside a read");
                return List.of(before, COUNT.run(handle));
              });
      assertThat(Store.await(counts)).containsExactly(1, 1);
      assertThat(Store.await(store.read(COUNT))).isEqualTo(2);
    }
  }

  @Test
  void a_read_cannot_write() {
    try (var store = open()) {
      notes(store, 1);
      assertProblem(store.read(insert(2)), Problem.NOT_WRITABLE, "cannot be written");
    }
  }

  @Test
  void a_refused_row_is_a_conflict() {
    try (var store = open()) {
      notes(store, 1);
      assertProblem(store.write(insert(1)), Problem.CONFLICT, "UNIQUE constraint failed: note.id");
    }
  }

  @Test
  void a_full_disk_is_named() {
    try (var store = open()) {
      notes(store, 1);
      Work<Integer> flood =
          handle -> {
            handle.execute("PRAGMA max_page_count = 20");
            return handle.execute("CREATE TABLE flood AS SELECT zeroblob(1000000) AS water");
          };
      assertProblem(store.write(flood), Problem.DISK_FULL, "the disk is full");
      assertThat(Store.await(store.read(COUNT))).isEqualTo(1);
    }
  }

  @Test
  void a_damaged_file_is_named() throws IOException {
    Files.writeString(folder.resolve("tutti.db"), "this is no database, whatever its name says");
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.problem()).isEqualTo(Problem.DAMAGED))
        .hasMessageContaining("damaged or no database");
    Files.delete(folder.resolve("tutti.db"));
    Files.delete(folder.resolve("tutti.lock")); // as to begin anew
    open().close(); // the lock was given back
  }

  @Test
  void a_folder_that_is_a_file_is_named() throws IOException {
    var file = Files.createFile(folder.resolve("data"));
    assertThatThrownBy(() -> Store.open(StoreSettings.in(file)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file + " cannot be used");
  }

  @Test
  void a_newer_schema_is_refused() {
    try (var store = open()) {
      Store.await(
          store.write(
              handle ->
                  handle.execute(
                      """
                      INSERT INTO flyway_schema_history
                      SELECT 99, '99', description, type, script, checksum, installed_by,
                        installed_on, execution_time, success
                      FROM flyway_schema_history WHERE installed_rank = 1\
                      """)));
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("its schema has version 99 (expected: at most");
  }

  @Test
  void a_second_server_is_told_who_holds_the_folder() {
    try (var _ = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("is used by process " + ProcessHandle.current().pid());
    }
    open().close();
  }

  @Test
  void a_tool_works_beside_a_server_which_learns_of_it() throws InterruptedException {
    var told = new Gate();
    try (var server = open();
        var tool = Store.attach(StoreSettings.in(folder))) {
      notes(server, 1);
      server.onForeignChange(told::open);
      Store.await(tool.write(insert(2)));
      told.await();
      assertThat(Store.await(server.read(COUNT))).isEqualTo(2);
    }
  }

  @Test
  void a_server_is_not_told_of_its_own_writes() throws InterruptedException {
    var told = new CountDownLatch(1);
    try (var server = open()) {
      server.onForeignChange(told::countDown);
      notes(server, 20);
      assertThat(told.await(50, TimeUnit.MILLISECONDS)).isFalse(); // several looks
    }
  }

  @Test
  void a_tool_makes_the_schema_when_no_server_did() {
    try (var tool = Store.attach(StoreSettings.in(folder))) {
      notes(tool, 1);
    }
    try (var server = open()) {
      assertThat(Store.await(server.read(COUNT))).isEqualTo(1);
    }
  }

  @Test
  void a_tool_does_not_change_the_schema_under_a_server() {
    try (var server = open()) {
      Store.await(
          server.write(
              handle ->
                  handle.execute("DELETE FROM flyway_schema_history WHERE installed_rank > 1")));
      assertThatThrownBy(() -> Store.attach(StoreSettings.in(folder)))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.problem()).isEqualTo(Problem.OLDER_SCHEMA));
    }
  }

  @Test
  void a_write_waits_for_another_process_and_gives_up() throws InterruptedException {
    var holding = new Gate();
    var release = new Gate();
    try (var server = open();
        var tool = Store.attach(StoreSettings.in(folder))) {
      notes(server, 1);
      var held =
          tool.write(
              handle -> {
                holding.open();
                release.await();
                return handle.execute("INSERT INTO note VALUES (7)");
              });
      holding.await();
      assertProblem(server.write(insert(8)), Problem.BUSY, "writes to it for too long");
      release.open();
      Store.await(held);
      Store.await(server.write(insert(9)));
    }
  }

  @Test
  void a_full_queue_refuses() {
    var release = new Gate();
    try (var store = Store.open(settings(2, Patience.LIMIT))) {
      Work<Boolean> waiting =
          _ -> {
            release.await();
            return true;
          };
      var works = IntStream.range(0, 9).mapToObj(_ -> store.write(waiting)).toList();
      assertProblem(works.getLast(), Problem.QUEUE_FULL, "works wait for the writer");
      release.open();
    }
  }

  @Test
  void closing_does_what_was_accepted() {
    var store = open();
    notes(store, 0);
    var works = IntStream.range(0, 200).mapToObj(i -> store.write(insert(i))).toList();
    store.close();
    store.close();
    assertThat(works)
        .allMatch(CompletableFuture::isDone)
        .noneMatch(CompletableFuture::isCompletedExceptionally);
    assertProblem(store.write(insert(201)), Problem.CLOSED, "the store is closed");
    assertProblem(store.read(COUNT), Problem.CLOSED, "the store is closed");
  }

  @Test
  void closing_gives_up_what_takes_too_long() {
    var store = Store.open(settings(8, Duration.ofMillis(50)));
    var endless =
        store.write(
            handle ->
                handle
                    .select(
                        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT"
                            + " max(i) FROM n")
                    .mapTo(Long.class)
                    .one());
    var behind = store.write(_ -> 1);
    store.close();
    assertProblem(endless, Problem.FAILED, "interrupt");
    assertProblem(behind, Problem.CLOSED, "the store is closed");
    open().close();
  }

  @Test
  void a_work_that_waits_for_a_work_is_refused() {
    try (var store = open()) {
      var nested = store.write(_ -> Store.await(store.write(_ -> 1)));
      assertThatThrownBy(() -> Store.await(nested)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void commits_are_flushed_to_the_disk_and_foreign_keys_hold() {
    try (var store = open()) {
      Work<List<String>> pragmas =
          handle ->
              Stream.of("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
                  .map(name -> handle.select("PRAGMA " + name).mapTo(String.class).one())
                  .toList();
      assertThat(Store.await(store.write(pragmas))).containsExactly("wal", "2", "1", "250");
    }
  }

  @Test
  void a_new_folder_is_for_its_owner_only() throws IOException {
    var made = folder.resolve("new/data");
    Store.open(StoreSettings.in(made)).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
  }

  @Test
  void settings_have_ranges() {
    assertThatThrownBy(() -> settings(0, Duration.ZERO)).hasMessage("queue: 0 (expected: >= 1)");
  }

  private Store open() {
    return Store.open(settings(4096, Patience.LIMIT));
  }

  private StoreSettings settings(int queue, Duration drain) {
    return new StoreSettings(
        folder, 2, queue, Duration.ofMillis(10), Duration.ofMillis(100), drain);
  }

  private static void notes(Store store, int count) {
    Store.await(
        store.write(
            handle -> {
              handle.execute("CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY)");
              for (int i = 0; i < count; i++) {
                handle.execute("INSERT INTO note DEFAULT VALUES");
              }
              return count;
            }));
  }

  private static Work<Integer> insert(int id) {
    return handle -> handle.execute("INSERT INTO note VALUES (?)", id);
  }

  private static void assertProblem(CompletableFuture<?> work, Problem problem, String words) {
    assertThatThrownBy(() -> Store.await(work))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.problem()).isEqualTo(problem))
        .hasMessageContaining(words);
  }
}
