package dev.tutti.character.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.character.CharacterFiles;
import dev.tutti.character.StoredCharacters;
import dev.tutti.chat.Fault;
import dev.tutti.session.SessionChats;
import dev.tutti.session.SessionSettings;
import dev.tutti.session.SessionTurns;
import dev.tutti.session.Sessions;
import dev.tutti.session.StorageQuota;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.store.Work;
import dev.tutti.testing.Cards;
import dev.tutti.testing.StoreAround;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CharacterChatsTest {
  @TempDir Path folder;
  private final AtomicInteger writes = new AtomicInteger();
  private Store store;
  private CharacterChats chats;

  @BeforeEach
  void open() {
    var clock = InstantSource.system();
    var random = new SecureRandom();
    store = counted(Store.open(StoreSettings.in(folder)));
    var sessions = new Sessions(store, clock, random, new StorageQuota(clock, () -> 1 << 30));
    var inSessions =
        new SessionChats(
            sessions,
            new SessionTurns(sessions),
            _ -> {
              throw new IllegalStateException("no model is asked");
            },
            () -> SessionSettings.DEFAULT,
            Thread::startVirtualThread);
    var characters = new StoredCharacters(store, clock, random);
    for (var name : List.of("Nara", "Bo")) {
      var _ = Store.await(characters.keep("", Cards.named(name)));
    }
    chats = new CharacterChats(CharacterFiles.of(characters), inSessions);
  }

  private Store counted(Store around) {
    return new StoreAround(around) {
      @Override
      public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
        writes.incrementAndGet();
        return super.write(work);
      }
    };
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** A visit in one session, which greets where a number is given. */
  private static CharacterVisit visit(String character, @Nullable Integer greeting) {
    return new CharacterVisit(character, "talk", "", "", "", greeting);
  }

  private CharacterSession find(CharacterVisit visit) {
    return Store.await(chats.find("", visit));
  }

  private String begin(CharacterSession in, CharacterVisit visit) {
    return Store.await(chats.begin(in, visit, _ -> {}));
  }

  /** Fault of a second visit that has found nothing, as the first one has begun since. */
  private Fault second(CharacterVisit first, CharacterVisit second) {
    var found = find(first);
    var late = find(second);
    assertThat(late.isNew()).isTrue();
    begin(found, first);
    return catchThrowableOfType(Fault.class, () -> begin(late, second));
  }

  @Test
  void a_session_that_another_character_has_begun_meanwhile_stays_that_ones() {
    var fault = second(visit("Nara", null), visit("Bo", null));
    assertThat(fault.status()).isEqualTo(409);
    assertThat(find(visit("Nara", null)).session().model()).startsWith("character:char_");
  }

  @Test
  void a_greeting_that_is_not_kept_is_not_told() {
    var fault = second(visit("Nara", null), visit("Nara", 0));
    assertThat(fault).hasMessageContaining("has begun");
  }

  @Test
  void a_post_goes_on_in_a_session_that_another_one_has_begun_meanwhile() {
    var visit = visit("Nara", null);
    var found = find(visit);
    var late = find(visit);
    assertThat(begin(found, visit)).isEmpty();
    assertThat(begin(late, visit)).isEmpty();
  }

  @Test
  void what_is_known_of_a_session_is_not_written_with_each_post() {
    var visit = visit("Nara", 0);
    assertThat(begin(find(visit), visit)).isEqualTo("Hello.");
    int before = writes.get();
    var later = visit("Nara", null);
    assertThat(begin(find(later), later)).isEmpty();
    assertThat(writes).hasValue(before);
  }
}
