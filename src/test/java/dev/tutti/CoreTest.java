package dev.tutti;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreTest {
  @TempDir Path folder;

  @Test
  void one_bound_of_cards_in_memory_holds_for_all_who_read_them() {
    var configuration =
        Configuration.text("providers: {up: {base_url: \"http://127.0.0.1:9\"}}")
            .with("model_lists", "0s", "test")
            .with("data", folder.resolve("data").toString(), "test");
    try (var core = new Core(configuration)) {
      assertThat(core.groups().chats().files()).isSameAs(core.cards);
      assertThat(core.characterChats().files()).isSameAs(core.cards);
      assertThat(core.characterChats().files().atOnce().availablePermits()).isEqualTo(2);
    }
  }
}
