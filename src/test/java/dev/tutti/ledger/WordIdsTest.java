package dev.tutti.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordIdsTest {
  @TempDir Path folder;
  private final WordIds words = new WordIds();

  private static List<String> texts(Handle handle, long... numbers) {
    return Arrays.stream(numbers)
        .mapToObj(
            number ->
                handle
                    .select("SELECT text FROM word WHERE id = ?", number)
                    .mapTo(String.class)
                    .findOne()
                    .orElse("(none)"))
        .toList();
  }

  private static long seen(Handle handle, String text) {
    return handle.select("SELECT seen FROM word WHERE text = ?", text).mapTo(Long.class).one();
  }

  @Test
  void numbers_are_forgotten_when_words_were_deleted() {
    try (var store = Store.open(StoreSettings.in(folder))) {
      Store.await(
          store.write(
              handle -> {
                words.begin(handle, 7);
                words.word(handle, "ann");
                words.word(handle, "bob");
                words.committed();
                handle.execute("DELETE FROM word WHERE text IN ('ann', 'bob')");
                handle.execute("UPDATE word_deletion SET count = count + 1");
                words.begin(handle, 7);
                long bob = words.word(handle, "bob").number();
                long ann = words.word(handle, "ann").number();
                assertThat(texts(handle, ann, bob)).containsExactly("ann", "bob");
                return true;
              }));
    }
  }

  @Test
  void a_word_has_the_latest_day_of_its_rows() {
    try (var store = Store.open(StoreSettings.in(folder))) {
      Store.await(
          store.write(
              handle -> {
                for (long day : new long[] {7, 9, 8}) {
                  words.begin(handle, day);
                  words.word(handle, "ann");
                  words.committed();
                }
                assertThat(seen(handle, "ann")).isEqualTo(9);
                return true;
              }));
    }
  }
}
