package dev.tutti.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionPartsTest {
  private static final String ANNA = "anna";
  private static final int MANY = 4 * SessionParts.ROWS + 1;

  @TempDir private Path folder;
  private Store store;
  private Sessions sessions;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    sessions = sessions(1 << 30);
  }

  private Sessions sessions(long most) {
    var clock = InstantSource.system();
    return new Sessions(store, clock, new SecureRandom(), new StorageQuota(clock, () -> most));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static ChatSession session(String id) {
    return ChatSession.begin(id, ANNA, "", Instant.EPOCH);
  }

  private static List<NewMessage> messages(int number) {
    return IntStream.range(0, number)
        .mapToObj(
            at ->
                NewMessage.given(
                    "m" + at, Instant.EPOCH, Json.object().put("role", "user").put("content", at)))
        .toList();
  }

  private List<SessionMessage> history(String id) {
    return Store.await(sessions.history(ANNA, id, _ -> {}));
  }

  private long kept() {
    return Store.await(store.read(handle -> StorageSizeTable.ofOwner(handle, ANNA)));
  }

  private List<ChatSession> listed() {
    return Store.await(sessions.list(ANNA, new SessionPage("", "", "", 10))).data();
  }

  /** What others see and do while parts are added. */
  private final class Bystander implements SessionListener {
    private final List<Integer> parts = new ArrayList<>();
    private final List<CompletableFuture<Integer>> between = new ArrayList<>();
    private final List<ChatSession> seen = new ArrayList<>();

    @Override
    public void added(Handle handle, ChatSession session, List<NewMessage> messages) {
      parts.add(messages.size());
      SessionTable.find(handle, ANNA, session.id()).ifPresent(seen::add);
      seen.addAll(SessionTable.page(handle, ANNA, new SessionPage("", "", "", 10)));
      seen.addAll(SessionTable.page(handle, ANNA, new SessionPage("", session.id(), "", 10)));
      between.add(store.write(_ -> parts.size()));
    }
  }

  @Test
  void a_long_import_lets_others_write_and_is_seen_when_all_of_it_is_there() {
    var bystander = new Bystander();
    sessions.add(bystander);
    Store.await(sessions.create(session("s"), messages(MANY)));
    assertThat(history("s")).hasSize(MANY);
    assertThat(listed()).hasSize(1);
    assertThat(bystander.parts).hasSize(5).contains(1);
    assertThat(bystander.seen).isEmpty();
    assertThat(bystander.between.stream().map(Store::await).toList()).startsWith(1, 2, 3, 4);
  }

  @Test
  void a_name_is_taken_while_an_import_of_it_goes_on() {
    var first = sessions.create(session("s"), messages(MANY));
    var second = sessions.create(session("s"), messages(1));
    assertThatThrownBy(() -> Store.await(second))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(409));
    Store.await(first);
    assertThat(history("s")).hasSize(MANY);
  }

  @Test
  void an_import_that_has_no_room_leaves_nothing() {
    sessions = sessions(SessionParts.ROWS * 2 * StorageSizeTable.ROW);
    assertThatThrownBy(() -> Store.await(sessions.create(session("s"), messages(MANY))))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(413));
    assertThat(listed()).isEmpty();
    assertThat(kept()).isZero();
    Store.await(sessions.create(session("s"), messages(2)));
    assertThat(history("s")).hasSize(2);
  }

  @Test
  void what_a_process_has_left_of_an_import_is_gone_at_the_next_start() {
    var lease = new SessionLease(ANNA, "s", "parts_1", "parts_1", Instant.EPOCH.plusSeconds(60));
    Store.await(
        store.write(
            handle -> {
              sessions.begin(handle, session("s"));
              sessions.append(handle, session("s"), messages(5));
              return SessionTable.take(handle, lease, Instant.EPOCH);
            }));
    assertThat(listed()).isEmpty();
    var turns = new SessionTurns(sessions);
    assertThatThrownBy(
            () -> Store.await(turns.begin(ANNA, "s", messages(1), Duration.ofSeconds(1))))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(404));
    Store.await(turns.giveAllBack());
    assertThat(kept()).isZero();
    Store.await(sessions.create(session("s"), messages(1)));
    assertThat(history("s")).hasSize(1);
  }

  @Test
  void a_long_session_is_forked_in_parts() {
    Store.await(sessions.create(session("s"), messages(MANY)));
    var fork = Store.await(sessions.fork(ANNA, "s", "m" + (MANY - 1)));
    assertThat(history(fork.id())).isEqualTo(history("s"));
    var shorter = Store.await(sessions.fork(ANNA, "s", "m" + (MANY - 2)));
    assertThat(history(shorter.id())).hasSize(MANY - 1);
  }
}
