package dev.tutti.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.store.StoreException.Problem;
import dev.tutti.testing.KnownFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read a data folder, and when a database is made in it. */
class DataFolderTest {
  @TempDir Path folder;

  @Test
  @KnownFault("SECURITY-F8")
  void a_folder_that_exists_is_closed_with_all_that_is_made_in_it() throws IOException {
    mode(folder, "rwxr-xr-x");
    try (var store = Store.open(StoreSettings.in(folder))) {
      write(store);
      assertThat(mode(folder)).isEqualTo("rwx------");
      try (var all = Files.list(folder)) {
        assertThat(all.map(DataFolderTest::described))
            .contains(
                "tutti.db rw-------",
                "tutti.db-wal rw-------",
                "tutti.db-shm rw-------",
                "tutti.lock rw-------",
                "tutti.marker rw-------")
            .allMatch(each -> each.endsWith(" rw-------") || each.endsWith(" rwx------"));
      }
    }
  }

  @Test
  @KnownFault("SECURITY-F8")
  void what_was_readable_by_others_before_is_closed_too() throws IOException {
    Store.open(StoreSettings.in(folder)).close();
    Files.createDirectories(folder.resolve("artifacts"));
    Files.createDirectories(folder.resolve("native"));
    try (var all = Files.list(folder)) {
      all.forEach(each -> mode(each, Files.isDirectory(each) ? "rwxrwxrwx" : "rw-rw-rw-"));
    }
    Store.attach(StoreSettings.in(folder)).close();
    assertThat(mode(folder.resolve("tutti.db"))).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("tutti.lock"))).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("artifacts"))).isEqualTo("rwx------");
    assertThat(mode(folder.resolve("native"))).as("code is run from it").isEqualTo("rwx------");
  }

  @Test
  @KnownFault("SECURITY-F8")
  void files_of_others_in_the_folder_stay_as_they_are() throws IOException {
    var other = Files.writeString(folder.resolve("tutti.yaml"), "");
    mode(other, "rw-r--r--");
    Store.open(StoreSettings.in(folder)).close();
    assertThat(mode(other)).isEqualTo("rw-r--r--");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @KnownFault("SECURITY-F28")
  void a_folder_in_use_whose_database_is_removed_is_refused(boolean server) throws IOException {
    used();
    Files.delete(folder.resolve("tutti.db"));
    assertThatThrownBy(() -> open(server))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MISSING))
        .hasMessageContaining("was in use, and its database tutti.db is not there")
        .hasMessageContaining("tutti.db from a backup; to begin anew");
    assertThat(folder.resolve("tutti.db")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @KnownFault("SECURITY-F28")
  void a_folder_in_use_whose_database_is_empty_is_refused(boolean server) throws IOException {
    used();
    Files.write(folder.resolve("tutti.db"), new byte[0]);
    assertThatThrownBy(() -> open(server)).hasMessageContaining("its database tutti.db is empty");
  }

  @Test
  @KnownFault("SECURITY-F28")
  void a_folder_in_use_with_another_empty_database_is_refused() throws Exception {
    used();
    Files.delete(folder.resolve("tutti.db"));
    PrivateFiles.createFile(folder.resolve("tutti.db"));
    var foreign = new SqliteConnections(folder);
    try (var connection = foreign.openWriter();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE something (id INTEGER)");
    }
    assertThatThrownBy(() -> open(true)).hasMessageContaining("has nothing of Tutti in it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tutti.lock", "tutti.db", "tutti.db-wal"})
  @KnownFault("SECURITY-F28")
  void a_folder_that_an_earlier_version_used_is_known_by_its_traces(String trace)
      throws IOException {
    Files.createFile(folder.resolve(trace));
    assertThatThrownBy(() -> open(true))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MISSING));
  }

  @Test
  @KnownFault("SECURITY-F28")
  void an_emptied_marker_counts_as_used() throws IOException {
    Files.createFile(folder.resolve("tutti.marker"));
    assertThatThrownBy(() -> open(true)).hasMessageContaining("was in use");
  }

  @Test
  @KnownFault("SECURITY-F28")
  void a_folder_is_begun_anew_when_all_traces_are_gone() throws IOException {
    used();
    try (var all = Files.list(folder)) {
      for (var each : all.filter(it -> it.getFileName().toString().startsWith("tutti.")).toList()) {
        Files.delete(each);
      }
    }
    open(true);
    assertThat(folder.resolve("tutti.marker")).content().startsWith("used\n");
  }

  @Test
  @KnownFault("SECURITY-F28")
  void a_first_start_that_was_broken_off_is_repeated() throws IOException {
    Files.writeString(folder.resolve("tutti.marker"), "new\n");
    Files.createFile(folder.resolve("tutti.lock"));
    Files.createFile(folder.resolve("tutti.db"));
    open(true);
    assertThat(folder.resolve("tutti.marker")).content().startsWith("used\n");
  }

  @Test
  @KnownFault("SECURITY-F28")
  void a_database_from_a_backup_is_taken_in_any_folder() throws IOException {
    used();
    var restored = Files.createDirectory(folder.resolve("restored"));
    Files.copy(folder.resolve("tutti.db"), restored.resolve("tutti.db"));
    Store.open(StoreSettings.in(restored)).close();
    assertThat(restored.resolve("tutti.marker")).content().startsWith("used\n");
  }

  private void used() {
    open(true);
  }

  private void open(boolean server) {
    var settings = StoreSettings.in(folder);
    (server ? Store.open(settings) : Store.attach(settings)).close();
  }

  private static void write(Store store) {
    Store.await(store.write(handle -> handle.execute("CREATE TABLE note (id INTEGER)")));
  }

  private static String described(Path path) {
    return path.getFileName() + " " + mode(path);
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void mode(Path path, String mode) {
    try {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
