package dev.tutti.session;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentHistoryTest {
  private static final String ANNA = "anna";
  private static final int MESSAGES = 2_000;
  private static final long REACH = 64_000;

  @TempDir private Path folder;
  private final AtomicLong taken = new AtomicLong();
  private Store store;
  private Sessions sessions;
  private ChatSession session;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    sessions =
        new Sessions(
            store,
            InstantSource.system(),
            new SecureRandom(),
            new StorageQuota(InstantSource.system(), () -> 1 << 30));
    session = ChatSession.begin("s", ANNA, "", Instant.EPOCH);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static NewMessage message(int at, String role) {
    var json = Json.object().put("role", role).put("content", at + " said. ".repeat(180));
    return NewMessage.given("m" + at, Instant.EPOCH, json);
  }

  private static List<NewMessage> exchanges(int messages) {
    var all = new ArrayList<NewMessage>();
    for (int at = 1; at <= messages; at++) {
      all.add(message(at, at % 2 == 1 ? "user" : "assistant"));
    }
    return all;
  }

  private RecentHistory recent(long tokens, int newest) {
    taken.set(0);
    return Store.await(sessions.histories().recent(session, tokens, newest, taken::addAndGet));
  }

  private static List<String> ids(RecentHistory history) {
    return history.messages().stream().map(SessionMessage::id).toList();
  }

  @Test
  void of_a_long_session_the_latest_messages_are_read_from_a_users_on() {
    Store.await(sessions.create(session, exchanges(MESSAGES)));
    var recent = recent(REACH, 1);
    assertThat(recent.messages().getFirst().role()).isEqualTo("user");
    assertThat(ids(recent)).hasSizeBetween(380, 520).endsWith("m1999", "m2000");
    assertThat(recent.unread().rows()).isEqualTo(MESSAGES - recent.messages().size());
    assertThat(taken.get()).isLessThan(2 << 20);
    long all = recent.unread().bytes() + recent.unread().readBytes();
    assertThat(recent.unread().tokens(recent.unread().readBytes() / 4)).isBetween(1L, all / 4);
  }

  @Test
  void all_is_read_where_views_have_all_and_of_a_short_session() {
    Store.await(sessions.create(session, exchanges(MESSAGES)));
    assertThat(recent(Long.MAX_VALUE, 1).messages()).hasSize(MESSAGES);
    session = ChatSession.begin("short", ANNA, "", Instant.EPOCH);
    Store.await(sessions.create(session, exchanges(10)));
    assertThat(recent(REACH, 1)).isEqualTo(recent(Long.MAX_VALUE, 1));
    assertThat(recent(REACH, 1).unread()).isEqualTo(UnreadRows.NONE);
  }

  @Test
  void turns_with_what_every_view_has_come_along() {
    var said = exchanges(MESSAGES);
    said.set(99, said.get(99).pinned(true));
    said.set(201, message(202, "system"));
    Store.await(sessions.create(session, said));
    var recent = recent(REACH, 1);
    assertThat(ids(recent)).startsWith("m99", "m100", "m201", "m202").doesNotContain("m98", "m101");
    assertThat(recent.unread().until()).isEqualTo(recent.messages().get(4).position());
    assertThat(recent.unread().rows()).isEqualTo(MESSAGES - recent.messages().size());
    Store.await(sessions.pin(ANNA, "s", "m100", false));
    assertThat(ids(recent(REACH, 1))).startsWith("m201", "m202");
  }

  @Test
  void a_turn_is_read_as_a_whole_however_long_it_is() {
    var said = exchanges(MESSAGES);
    for (int at = 301; at <= MESSAGES; at++) {
      said.set(at - 1, message(at, "assistant"));
    }
    Store.await(sessions.create(session, said));
    assertThat(ids(recent(REACH, 1))).contains("m299", "m300", "m301").endsWith("m2000");
  }

  @Test
  void it_stays_where_it_is_while_something_is_said() {
    Store.await(sessions.create(session, exchanges(MESSAGES)));
    var turns = new SessionTurns(sessions);
    long first = recent(REACH, 1).unread().until();
    int moves = 0;
    for (int at = MESSAGES + 1; at < MESSAGES + 100; at += 2) {
      var asked = List.of(message(at, "user"));
      var turn = Store.await(turns.begin(ANNA, "s", asked, Duration.ofMinutes(1)));
      long now = recent(REACH, 1).unread().until();
      moves += now == first ? 0 : 1;
      first = now;
      Store.await(turn.keep(List.of(message(at + 1, "assistant"))));
    }
    assertThat(moves).isLessThanOrEqualTo(1);
  }
}
