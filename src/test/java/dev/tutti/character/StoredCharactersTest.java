package dev.tutti.character;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Cards;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredCharactersTest {
  @TempDir Path folder;

  private static String keep(StoredCharacters characters, String name) {
    return Store.await(characters.keep("me", Cards.named(name))).id();
  }

  private static List<String> page(StoredCharacters characters, String after) {
    return Store.await(characters.page("me", after, 2)).stream()
        .map(StoredCharacter::name)
        .toList();
  }

  @Test
  void a_page_goes_on_behind_a_character_that_is_there() {
    try (var store = Store.open(StoreSettings.in(folder))) {
      var characters = new StoredCharacters(store, InstantSource.system(), new Random(1));
      keep(characters, "Nara");
      var bo = keep(characters, "Bo");
      keep(characters, "Cy");
      assertThat(page(characters, "")).containsExactly("Cy", "Bo");
      assertThat(page(characters, bo)).containsExactly("Nara");
      Store.await(characters.delete("me", bo));
      assertThatThrownBy(() -> page(characters, bo))
          .isInstanceOfSatisfying(Fault.class, gone -> assertThat(gone.status()).isEqualTo(404));
    }
  }
}
