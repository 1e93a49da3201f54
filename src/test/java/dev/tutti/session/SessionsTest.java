package dev.tutti.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.store.Work;
import dev.tutti.testing.StoreAround;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class SessionsTest {
  private static final String ANNA = "anna";
  private static final String BERT = "bert";
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir Path folder;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private Store store;
  private Sessions sessions;
  private SessionTurns turns;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    sessions = new Sessions(store, now::get, new SecureRandom(), quota());
    turns = new SessionTurns(sessions);
  }

  private StorageQuota quota() {
    return new StorageQuota(now::get, () -> 1 << 20);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private ChatSession begin(String id, String owner) {
    return Store.await(sessions.create(ChatSession.begin(id, owner, "", now.get()), List.of()));
  }

  private static ObjectNode json(String role, String content) {
    return Json.object().put("role", role).put("content", content);
  }

  private NewMessage given(String id) {
    return NewMessage.given(id, now.get(), json("user", "words of " + id));
  }

  private NewMessage said(String id) {
    return NewMessage.said(id, "fast", now.get(), json("assistant", "answer " + id));
  }

  private NewMessage item(String id, ObjectNode json) {
    var model = json.path("role").asString("").equals("user") ? "" : "fast";
    return new NewMessage(id, MessageDialect.ITEM, model, "", now.get(), json.put("id", id));
  }

  private CompletableFuture<SessionTurn> begin(
      SessionTurns with, String session, List<NewMessage> asked, Duration longest) {
    return with.begin(TurnRequest.of(ANNA, session, asked, longest));
  }

  private void exchange(String session, String name) {
    var turn = Store.await(begin(turns, session, List.of(given("u" + name)), LONG));
    Store.await(turn.keep(List.of(said("a" + name))));
  }

  private List<String> ids(String owner, String session) {
    return Store.await(sessions.history(owner, session, _ -> {})).stream()
        .map(SessionMessage::id)
        .toList();
  }

  private static void assertStatus(int status, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(status));
  }

  @Test
  void what_is_said_is_there_in_its_order_after_a_restart() {
    begin("s", ANNA);
    exchange("s", "1");
    exchange("s", "2");
    close();
    open();
    assertThat(ids(ANNA, "s")).containsExactly("u1", "a1", "u2", "a2");
    var last = Store.await(sessions.history(ANNA, "s", _ -> {})).getLast();
    assertThat(last.role()).isEqualTo("assistant");
    assertThat(last.text()).isEqualTo("answer a2");
    assertThat(last.model()).isEqualTo("fast");
  }

  @Test
  void a_name_is_its_owners_alone() {
    begin("s", ANNA);
    exchange("s", "1");
    assertStatus(404, () -> ids(BERT, "s"));
    begin("s", BERT);
    assertThat(ids(BERT, "s")).isEmpty();
    assertStatus(409, () -> begin("s", ANNA));
    Store.await(sessions.erase(BERT, "s", false));
    assertThat(ids(ANNA, "s")).hasSize(2);
    assertStatus(
        404, () -> Store.await(turns.begin(TurnRequest.of(BERT, "s", List.of(given("x")), LONG))));
  }

  @Test
  void items_of_another_door_are_one_message_where_a_model_said_them_in_a_row() {
    begin("s", ANNA);
    var call = Json.object().put("type", "function_call").put("call_id", "c").put("name", "f");
    var rows =
        List.of(
            item("m1", json("user", "Where?").put("type", "message")),
            item("r1", Json.object().put("type", "reasoning")),
            item("f1", call.put("arguments", "{}")),
            item(
                "o1",
                Json.object()
                    .put("type", "function_call_output")
                    .put("call_id", "c")
                    .put("output", "here")),
            item("m2", json("assistant", "").put("type", "message")));
    Store.await(turns.change(ANNA, "s", handle -> append(handle, rows)));
    exchange("s", "1");
    var history = Store.await(sessions.history(ANNA, "s", _ -> {}));
    assertThat(history)
        .extracting(SessionMessage::role)
        .startsWith("user", "assistant", "tool")
        .endsWith("user", "assistant");
    assertThat(history.get(1).id()).isEqualTo("f1");
    assertThat(history.get(1).json().at("/tool_calls/0/function/name").asString()).isEqualTo("f");
    assertThat(history.get(2).json().path("tool_call_id").asString()).isEqualTo("c");
  }

  private void append(Handle handle, List<NewMessage> rows) {
    sessions.append(handle, Sessions.require(handle, ANNA, "s"), rows);
  }

  @Test
  void messages_come_in_pages_and_a_message_is_never_cut() {
    begin("s", ANNA);
    IntStream.range(0, 7).forEach(i -> exchange("s", Integer.toString(i)));
    var seen = new ArrayList<String>();
    var after = "";
    RowList<SessionMessage> page;
    do {
      page = Store.await(sessions.messages(ANNA, "s", new MessagePage(after, 3), _ -> {}));
      page.data().forEach(each -> seen.add(each.id()));
      after = seen.getLast();
    } while (page.more());
    assertThat(seen).isEqualTo(ids(ANNA, "s")).hasSize(14);
    assertStatus(
        404, () -> Store.await(sessions.messages(ANNA, "s", new MessagePage("no", 3), _ -> {})));
  }

  @Test
  void a_fork_has_everything_up_to_a_message_and_what_is_said_about_the_session() {
    var context =
        SessionContext.read(
            Json.object().put("budget_tokens", 900).put("strategy", "window").put("memory", true));
    var session =
        ChatSession.begin("s", ANNA, "mia", now.get())
            .described("Trip", "Be brief.", "fast", context)
            .with(Json.object().put("k", "v"));
    Store.await(sessions.create(session, List.of()));
    exchange("s", "1");
    exchange("s", "2");
    var fork = Store.await(sessions.fork(ANNA, "s", "a1"));
    assertThat(ids(ANNA, fork.id())).containsExactly("u1", "a1");
    exchange(fork.id(), "3");
    assertThat(ids(ANNA, "s")).containsExactly("u1", "a1", "u2", "a2");
    var found = Store.await(sessions.find(ANNA, fork.id()));
    assertThat(found.user()).isEqualTo("mia");
    assertThat(found.system()).isEqualTo("Be brief.");
    assertThat(found.model()).isEqualTo("fast");
    assertThat(found.context()).isEqualTo(context);
    assertThat(found.metadata()).isEqualTo(session.metadata());
    Store.await(sessions.erase(ANNA, "s", false));
    assertThat(ids(ANNA, fork.id())).containsExactly("u1", "a1", "u3", "a3");
    assertStatus(404, () -> Store.await(sessions.fork(ANNA, fork.id(), "u2")));
  }

  @Test
  void a_turn_that_fails_takes_back_what_was_asked_and_one_that_is_left_keeps_it() {
    begin("s", ANNA);
    exchange("s", "1");
    var failed = Store.await(begin(turns, "s", List.of(given("u2")), LONG));
    assertThat(ids(ANNA, "s")).endsWith("u2");
    Store.await(failed.withdraw());
    assertThat(ids(ANNA, "s")).containsExactly("u1", "a1");
    var left = Store.await(begin(turns, "s", List.of(given("u3")), LONG));
    Store.await(left.leave());
    exchange("s", "4");
    assertThat(ids(ANNA, "s")).containsExactly("u1", "a1", "u3", "u4", "a4");
  }

  @Test
  void writers_have_their_turns_in_the_order_in_which_they_came() {
    begin("s", ANNA);
    var all =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    begin(turns, "s", List.of(given("u" + i)), LONG)
                        .thenCompose(turn -> turn.keep(List.of(said("a" + i)))))
            .toArray(CompletableFuture<?>[]::new);
    Store.await(CompletableFuture.allOf(all));
    var expected =
        IntStream.range(0, 50).boxed().flatMap(i -> List.of("u" + i, "a" + i).stream()).toList();
    assertThat(ids(ANNA, "s")).isEqualTo(expected);
  }

  @Test
  void another_process_waits_for_a_turn_and_for_one_that_died_only_until_its_end() {
    begin("s", ANNA);
    var turn = Store.await(begin(turns, "s", List.of(given("u1")), LONG));
    try (var other = Store.attach(StoreSettings.in(folder))) {
      var elsewhere =
          new SessionTurns(
              new Sessions(
                  other, now::get, new SecureRandom(), new StorageQuota(now::get, () -> 1 << 20)));
      var waiting = begin(elsewhere, "s", List.of(given("u2")), LONG);
      Store.await(turn.keep(List.of(said("a1"))));
      var second = Store.await(waiting);
      assertThat(ids(ANNA, "s")).containsExactly("u1", "a1", "u2");
      now.updateAndGet(at -> at.plus(LONG).plusMillis(1));
      exchange("s", "3"); // the other one has died
      assertStatus(504, () -> Store.await(second.keep(List.of(said("a2")))));
    }
    assertThat(ids(ANNA, "s")).containsExactly("u1", "a1", "u2", "u3", "a3");
  }

  @Test
  void a_turn_whose_end_the_database_did_not_take_holds_nobody_up() {
    begin("s", ANNA);
    var failing = new FailingStore(store);
    var over = new Sessions(failing, now::get, new SecureRandom(), quota());
    var line = new SessionTurns(over);
    var turn = Store.await(begin(line, "s", List.of(given("u1")), LONG));
    failing.fails = true;
    assertThatThrownBy(() -> Store.await(turn.keep(List.of(said("a1")))))
        .isInstanceOf(IllegalStateException.class);
    failing.fails = false;
    var next = Store.await(begin(line, "s", List.of(given("u2")), LONG));
    assertStatus(504, () -> Store.await(turn.add(List.of(said("a1")))));
    Store.await(next.keep(List.of(said("a2"))));
    assertThat(ids(ANNA, "s")).containsExactly("u1", "u2", "a2");
  }

  /** A store whose writes fail for some time. */
  private static final class FailingStore extends StoreAround {
    private boolean fails;

    FailingStore(Store store) {
      super(store);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
      return fails
          ? CompletableFuture.failedFuture(new IllegalStateException("the disk is full"))
          : super.write(work);
    }
  }

  @Test
  void a_line_is_bounded() {
    begin("s", ANNA);
    var turn = Store.await(begin(turns, "s", List.of(), LONG));
    var waiting =
        IntStream.range(0, 300).mapToObj(_ -> begin(turns, "s", List.of(), LONG)).toList();
    assertThat(waiting).filteredOn(CompletableFuture::isCompletedExceptionally).hasSize(44);
    Store.await(turn.leave());
  }

  @Test
  void what_an_owner_keeps_is_bounded() {
    begin("s", ANNA);
    var words = NewMessage.given("u", now.get(), json("user", "x".repeat(600_000)));
    Store.await(Store.await(begin(turns, "s", List.of(words), LONG)).leave());
    assertStatus(413, () -> Store.await(begin(turns, "s", List.of(words), LONG)));
    assertThat(ids(ANNA, "s")).hasSize(1);
    now.updateAndGet(at -> at.plusSeconds(2));
    Store.await(sessions.erase(ANNA, "s", false));
    begin("s", ANNA);
    Store.await(Store.await(begin(turns, "s", List.of(words), LONG)).leave());
  }

  @Test
  void sessions_of_an_owner_are_listed_those_that_were_used_last_first() {
    for (int i = 0; i < 5; i++) {
      begin("s" + i, ANNA);
      now.updateAndGet(at -> at.plusSeconds(1));
    }
    begin("other", BERT);
    exchange("s1", "1");
    var first = Store.await(sessions.list(ANNA, new SessionPage("", "", "", 3)));
    assertThat(first.data()).extracting(ChatSession::id).containsExactly("s1", "s4", "s3");
    assertThat(first.more()).isTrue();
    var rest = Store.await(sessions.list(ANNA, new SessionPage("", "", "s3", 3)));
    assertThat(rest.data()).extracting(ChatSession::id).containsExactly("s2", "s0");
    assertThat(rest.more()).isFalse();
  }

  @Test
  void sessions_are_found_by_letters_of_their_titles_and_ids_in_any_case() {
    begin("trip", ANNA);
    begin("talk", ANNA);
    begin("trip", BERT);
    Store.await(
        sessions.change(
            ANNA,
            "talk",
            before ->
                before.described(
                    "A Trip to 巴黎", before.system(), before.model(), before.context())));
    assertThat(found("tRIP")).containsExactlyInAnyOrder("trip", "talk");
    assertThat(found("巴黎")).containsExactly("talk");
    assertThat(found("%")).isEmpty();
  }

  private List<String> found(String text) {
    return Store.await(sessions.list(ANNA, new SessionPage("", text, "", 3))).data().stream()
        .map(ChatSession::id)
        .toList();
  }

  @Test
  void a_pinned_message_says_so_until_it_is_unpinned() {
    begin("s", ANNA);
    exchange("s", "1");
    Store.await(sessions.pin(ANNA, "s", "u1", true));
    assertThat(Store.await(sessions.history(ANNA, "s", _ -> {})))
        .extracting(SessionMessage::pinned)
        .containsExactly(true, false);
    Store.await(sessions.pin(ANNA, "s", "u1", false));
    assertThat(Store.await(sessions.history(ANNA, "s", _ -> {}))).noneMatch(SessionMessage::pinned);
    assertStatus(404, () -> Store.await(sessions.pin(ANNA, "s", "no", true)));
  }
}
