package dev.tutti.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.store.StoreException.Problem;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.LogRecorder;
import dev.tutti.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of writes while the database cannot be written. */
class OutageTest {
  @TempDir Path folder;
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private Store store;

  @BeforeEach
  void open() {
    var second = Duration.ofSeconds(1);
    store = Store.open(new StoreSettings(folder, 1, 64, Duration.ofMillis(20), second, second));
    store.onOutage((began, why) -> told.add((began ? "began: " : "ended: ") + why));
    write("CREATE TABLE note (id INTEGER PRIMARY KEY)");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @KnownFault("SECURITY-F28")
  void nothing_is_acknowledged_while_the_file_is_gone() throws Exception {
    var away = move();
    refused("was removed");
    assertThat(Patience.take(told, "the outage")).startsWith("began: database: tutti.db was rem");
    Files.move(away, file());
    assertThat(Patience.take(told, "its end")).startsWith("ended: ");
    write("INSERT INTO note VALUES (7)");
    assertThat(count()).as("of the refused write nothing is there").isEqualTo(1);
  }

  @Test
  @KnownFault("SECURITY-F28")
  void a_removal_is_told_though_nobody_writes() throws Exception {
    move();
    assertThat(Patience.take(told, "the outage")).contains("was removed while it was in use");
    assertThat(told).as("once").isEmpty();
  }

  @Test
  @KnownFault("SECURITY-F28")
  void what_is_written_while_the_file_goes_away_is_not_acknowledged() {
    var torn =
        store.write(
            handle -> {
              handle.execute("INSERT INTO note VALUES (1)");
              move();
              return true;
            });
    assertThatThrownBy(() -> Store.await(torn)).hasMessageContaining("was removed");
  }

  @Test
  @KnownFault("SECURITY-F28")
  void another_file_in_its_place_is_not_the_database() throws IOException {
    var copy = Files.copy(file(), folder.resolve("copy"));
    Files.move(copy, file(), StandardCopyOption.REPLACE_EXISTING);
    refused("was replaced");
  }

  @Test
  @KnownFault("SECURITY-F28")
  void a_file_that_was_emptied_is_not_the_database() throws IOException {
    Files.write(file(), new byte[0]);
    refused("was emptied");
  }

  @Test
  @KnownFault("SECURITY-F28")
  void a_log_that_was_removed_keeps_nothing() throws IOException {
    Files.delete(folder.resolve("tutti.db-wal"));
    refused("has lost its log");
  }

  @Test
  @KnownFault("SECURITY-F28")
  void a_folder_that_was_renamed_is_gone() throws IOException {
    var data = folder.resolve("data");
    try (var other = Store.open(StoreSettings.in(data))) {
      Files.move(data, folder.resolve("elsewhere"));
      var write = other.write(handle -> handle.execute("CREATE TABLE note (id INTEGER)"));
      assertThatThrownBy(() -> Store.await(write)).hasMessageContaining("was removed");
    }
  }

  @Test
  @KnownFault("SECURITY-F27")
  void a_full_disk_is_told_once_and_again_when_it_is_over() throws Exception {
    try (var log = new LogRecorder(Outage.class.getName())) {
      var ours = folder.toString();
      write("PRAGMA max_page_count = 40");
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> write("CREATE TABLE flood AS SELECT zeroblob(1000000) AS water"))
            .hasMessageContaining("the disk is full");
      }
      write("INSERT INTO note VALUES (1)");
      assertThat(Patience.take(told, "the outage")).contains("the disk is full");
      assertThat(Patience.take(told, "its end")).startsWith("ended: ");
      assertThat(told).isEmpty();
      assertThat(log.all()).filteredOn(line -> line.contains(ours)).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  @KnownFault("SECURITY-F27")
  void callers_are_told_the_reason_of_what_they_can_wait_for(Problem problem) {
    var thrown = new StoreException(problem, "database: the disk is full");
    var fault = Fault.from(new CompletionException(thrown));
    if (problem == Problem.CONFLICT || problem == Problem.FAILED) {
      assertThat(fault.code()).isEqualTo(FaultCode.INTERNAL);
    } else {
      assertThat(fault.code()).isEqualTo(FaultCode.STORE_UNAVAILABLE);
      assertThat(fault.status()).isEqualTo(503);
      assertThat(fault).hasMessage("database: the disk is full");
    }
  }

  private Path file() {
    return folder.resolve("tutti.db");
  }

  private Path move() throws IOException {
    return Files.move(file(), folder.resolve("away"));
  }

  private void refused(String why) {
    assertThatThrownBy(() -> write("INSERT INTO note VALUES (1)"))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MISSING))
        .hasMessageContaining(why);
  }

  private void write(String sql) {
    Store.await(store.write(handle -> handle.execute(sql)));
  }

  private int count() {
    return Store.await(
        store.read(
            handle -> handle.select("SELECT count(*) FROM note").mapTo(Integer.class).one()));
  }
}
