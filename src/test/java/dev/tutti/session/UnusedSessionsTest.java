package dev.tutti.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cleaning up of sessions that nobody has used. */
class UnusedSessionsTest {
  private static final String ANNA = "anna";

  @TempDir private Path folder;
  private Store store;
  private Sessions sessions;

  @BeforeEach
  void open() {
    var clock = InstantSource.system();
    store = Store.open(StoreSettings.in(folder));
    sessions =
        new Sessions(store, clock, new SecureRandom(), new StorageQuota(clock, () -> 1 << 30));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static List<NewMessage> messages(int number) {
    var json = Json.object().put("role", "user").put("content", "words");
    return IntStream.range(0, number)
        .mapToObj(at -> NewMessage.given("m" + at, Instant.EPOCH, json))
        .toList();
  }

  @Test
  void what_nobody_uses_is_told_of_as_it_goes_short_or_long() {
    var erased = new ArrayList<String>();
    sessions.add(
        new SessionListener() {
          @Override
          public void erased(Handle handle, ChatSession session, boolean memories) {
            erased.add(session.id());
          }
        });
    var lengths = Map.of("short", 1, "long", RemovalTable.ROWS + 1);
    lengths.forEach(
        (id, length) ->
            Store.await(
                sessions.create(
                    ChatSession.begin(id, ANNA, "", Instant.EPOCH).passing(), messages(length))));
    var unused = new UnusedSessions(sessions);
    while (Store.await(unused.erase(SessionRemoval.NEVER)) > 0) {
      assertThat(erased).isNotEmpty();
    }
    assertThat(erased).containsExactlyInAnyOrder("short", "long");
    assertThat(Store.await(sessions.list(ANNA, new SessionPage("", "", "", 10))).data()).isEmpty();
  }

  @Test
  void who_uses_a_long_session_while_others_are_cleaned_up_keeps_it_and_the_others_go() {
    for (var id : List.of("long", "longer")) {
      Store.await(
          sessions.create(
              ChatSession.begin(id, ANNA, "", Instant.EPOCH).passing(),
              messages(RemovalTable.ROWS + 1)));
    }
    var before = Instant.EPOCH.plusSeconds(1);
    Store.await(store.write(handle -> used(handle, "long", Instant.EPOCH)));
    Store.await(store.write(handle -> used(handle, "longer", Instant.EPOCH.plusMillis(1))));
    var busy = new CountDownLatch(1);
    var first = store.write(_ -> awaited(busy)); // so that it is used behind the look, not before
    var erased = new UnusedSessions(sessions).erase(before);
    var used = store.write(handle -> used(handle, "long", before));
    busy.countDown();
    assertThat(Store.await(first.thenCombine(used, Boolean::logicalAnd))).isTrue();
    assertThat(Store.await(erased)).isEqualTo(1);
    assertThat(Store.await(new UnusedSessions(sessions).erase(before))).isZero();
    assertThat(Store.await(sessions.list(ANNA, new SessionPage("", "", "", 10))).data())
        .extracting(ChatSession::id)
        .containsExactly("long");
  }

  private static boolean used(Handle handle, String id, Instant at) {
    SessionTable.use(handle, ANNA, id, at);
    return true;
  }

  private static boolean awaited(CountDownLatch latch) throws InterruptedException {
    latch.await();
    return true;
  }
}
