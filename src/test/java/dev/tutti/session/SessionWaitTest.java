package dev.tutti.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long writers wait for sessions that are not free. */
class SessionWaitTest {
  private static final String ANNA = "anna";
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration LONGER = LONG.multipliedBy(9);

  @TempDir private Path folder;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private Store store;
  private Sessions sessions;
  private SessionTurns turns;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    sessions = sessions(store);
    turns = new SessionTurns(sessions);
    Store.await(sessions.create(ChatSession.begin("s", ANNA, "", now.get()), List.of()));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Sessions sessions(Store of) {
    return new Sessions(
        of, now::get, new SecureRandom(), new StorageQuota(now::get, () -> 1 << 20));
  }

  private NewMessage given(String id) {
    var json = Json.object().put("role", "user").put("content", "words of " + id);
    return NewMessage.given(id, now.get(), json);
  }

  private NewMessage said(String id) {
    var json = Json.object().put("role", "assistant").put("content", "answer " + id);
    return NewMessage.said(id, "fast", now.get(), json);
  }

  private CompletableFuture<SessionTurn> begin(SessionTurns with, String asked, Duration longest) {
    return with.begin(TurnRequest.of(ANNA, "s", List.of(given(asked)), longest));
  }

  @Test
  void who_waits_for_another_process_waits_no_longer_than_the_turn_may_last() {
    var turn = Store.await(begin(turns, "u1", LONGER));
    try (var other = Store.attach(StoreSettings.in(folder))) {
      var elsewhere = new SessionTurns(sessions(other));
      var waiting = begin(elsewhere, "u2", LONG);
      var behind = begin(elsewhere, "u3", LONGER);
      var change = elsewhere.takeBack(ANNA, "s", "u1", "a1", LONG);
      now.updateAndGet(at -> at.plus(LONG));
      assertBusy(() -> Store.await(waiting));
      Store.await(turn.keep(List.of(said("a1"))));
      Store.await(Store.await(behind).keep(List.of(said("a3"))));
      assertThat(Store.await(change)).isTrue();
    }
    assertThat(Store.await(sessions.history(ANNA, "s", _ -> {})))
        .extracting(SessionMessage::id)
        .containsExactly("u1", "a1", "u3", "a3");
  }

  @Test
  void who_waits_for_a_name_that_is_not_free_is_refused_in_the_end() {
    var nobodys = new SessionLease(ANNA, "s", "parts_1", "parts_1", SessionRemoval.NEVER);
    Store.await(
        store.write(
            handle -> {
              SessionTable.hide(handle, nobodys); // and it is never removed
              return true;
            }));
    var request = new TurnRequest(ANNA, "s", "", true, List.of(given("u1")), LONG);
    var waiting = turns.begin(request);
    var found = sessions.findOrCreate(ChatSession.begin("s", ANNA, "", now.get()), LONG);
    now.updateAndGet(at -> at.plus(LONG));
    assertBusy(() -> Store.await(waiting));
    assertBusy(() -> Store.await(found));
  }

  private static void assertBusy(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(FaultCode.OVERLOADED);
              assertThat(fault.retryAfter()).isPresent();
              assertThat(fault).hasMessageContaining("not free within");
            });
  }
}
