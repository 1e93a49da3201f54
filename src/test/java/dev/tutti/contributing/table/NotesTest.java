package dev.tutti.contributing.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesTest {
  /** Applied by the test, as it is no migration of Tutti. */
  private static final Path MIGRATION =
      Path.of("src/test/resources/dev/tutti/contributing/table/note.sql");

  @Test
  void each_owner_keeps_the_newest_across_starts(@TempDir Path folder) throws Exception {
    var sql = Files.readString(MIGRATION);
    try (var store = Store.open(StoreSettings.in(folder))) {
      Store.await(store.write(handle -> handle.createScript(sql).execute()));
      var notes = new Notes(store, () -> Instant.EPOCH, 2);
      for (var text : new String[] {"one", "two", "three"}) {
        Store.await(notes.add("ann", text));
      }
      Store.await(notes.add("bob", "other"));
    }
    try (var store = Store.open(StoreSettings.in(folder))) {
      var notes = new Notes(store, () -> Instant.EPOCH, 2);
      assertThat(Store.await(notes.of("ann")))
          .extracting(Note::text)
          .containsExactly("three", "two");
      assertThat(Store.await(notes.of("bob")))
          .containsExactly(new Note("bob", Instant.EPOCH, "other"));
    }
  }
}
