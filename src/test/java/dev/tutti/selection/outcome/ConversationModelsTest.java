package dev.tutti.selection.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationModelsTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final int MOST = 10;

  @TempDir Path folder;

  private Store store() {
    return Store.open(StoreSettings.in(folder));
  }

  private static ConversationModels models(Store store) {
    return new ConversationModels(store, () -> NOW, MOST);
  }

  private static ConversationModel noted(long conversation, String model, Duration ago) {
    return new ConversationModel(conversation, model, NOW.minus(ago));
  }

  @Test
  void what_was_noted_survives_a_restart_the_newest_first() {
    try (var store = store();
        var models = models(store)) {
      models.note(noted(1, "small", Duration.ofMinutes(3)));
      models.note(noted(-2, "small", Duration.ofMinutes(2)));
      models.flush();
      models.note(noted(1, "large", Duration.ofMinutes(1)));
    }
    try (var store = store();
        var models = models(store)) {
      assertThat(models.latest().join())
          .containsExactly(
              noted(1, "large", Duration.ofMinutes(1)), noted(-2, "small", Duration.ofMinutes(2)));
    }
  }

  @Test
  void only_the_newest_are_kept() {
    try (var store = store()) {
      int many = 20 * MOST;
      for (int at = 0; at < many; at += MOST) {
        try (var models = models(store)) { // the first write of each removes what is too much
          for (int i = at; i < at + MOST; i++) {
            models.note(noted(i, "m", Duration.ofSeconds(many - i)));
          }
        }
      }
      assertThat(rows(store)).isEqualTo(MOST);
      assertThat(models(store).latest().join().getFirst().conversation()).isEqualTo(many - 1);
    }
  }

  private static long rows(Store store) {
    return store
        .read(
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM route_conversation")
                    .mapTo(Long.class)
                    .one())
        .join();
  }

  @Test
  void what_is_older_than_a_month_goes() {
    try (var store = store()) {
      try (var models = models(store)) {
        models.note(noted(1, "m", Duration.ofDays(31)));
        models.note(noted(2, "m", Duration.ofDays(29)));
      }
      assertThat(models(store).latest().join())
          .extracting(ConversationModel::conversation)
          .isEqualTo(List.of(2L));
    }
  }

  @Test
  void while_too_many_wait_the_rest_is_dropped() {
    try (var store = store()) {
      try (var models = models(store)) {
        for (int i = 0; i < 2 * MOST; i++) {
          models.note(noted(i, "m", Duration.ofSeconds(i)));
        }
      }
      assertThat(rows(store)).isEqualTo(MOST);
    }
  }
}
