package dev.tutti.token.learned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.ChatRequest;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.token.PromptFeatures;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenLearningTest {
  private static final ChatRequest ASKED = ChatRequest.builder("m").user("hello there").build();

  @Test
  void what_was_learned_outlives_a_restart(@TempDir Path folder) throws Exception {
    long learned;
    try (var store = Store.open(StoreSettings.in(folder));
        var learning = TokenLearning.open(store, InstantSource.system())) {
      for (int call = 0; call < 10; call++) {
        learning.learn("m", PromptFeatures.of(ASKED.body()), 60);
      }
      learned = learning.tokens("m", ASKED);
      assertThat(learned).isBetween(57L, 63L);
      assertThat(learning.tokens("other", ASKED)).isLessThan(20);
      assertThat(learning.estimate(ASKED)).isEqualTo(learned);
      assertThat(learning.estimate("other", ASKED.body())).isLessThan(20);
    }
    try (var store = Store.open(StoreSettings.in(folder));
        var learning = TokenLearning.open(store, InstantSource.system())) {
      assertThat(learning.calls("m")).isEqualTo(10);
      assertThat(learning.tokens("m", ASKED)).isEqualTo(learned);
    }
  }

  @Test
  void what_limits_reserve_by_outlives_a_restart(@TempDir Path folder) throws Exception {
    long usual = ASKED.promptForecast();
    try (var store = Store.open(StoreSettings.in(folder));
        var learning = TokenLearning.open(store, InstantSource.system())) {
      learning.learn("m", ASKED, 3 * usual);
      assertThat(learning.forecast("m", ASKED)).isEqualTo(3 * usual);
    }
    try (var store = Store.open(StoreSettings.in(folder));
        var learning = TokenLearning.open(store, InstantSource.system())) {
      assertThat(learning.forecast("m", ASKED)).isEqualTo(3 * usual);
      assertThat(learning.calls("m")).isZero();
      assertThat(learning.forecast("other", ASKED)).isEqualTo(usual);
    }
  }
}
