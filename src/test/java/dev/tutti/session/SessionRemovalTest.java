package dev.tutti.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Erasure of long sessions, a part at a time. */
class SessionRemovalTest {
  private static final String ANNA = "anna";
  private static final String WORD = "Xylophontiger";
  private static final int PARTS = 4;
  private static final int MANY = PARTS * RemovalTable.ROWS + 1;
  private static final int CALLS = 20;

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
    return IntStream.range(0, number)
        .mapToObj(at -> NewMessage.given("m" + at, Instant.EPOCH, json(WORD + " " + at)))
        .toList();
  }

  private static ObjectNode json(String words) {
    return Json.object().put("role", "user").put("content", words);
  }

  /** A session with its word wherever there is room for one. */
  private ChatSession begin(int messages) {
    var session =
        ChatSession.begin("s", ANNA, "mia", Instant.EPOCH)
            .described(WORD, WORD, "fast", SessionContext.NONE)
            .with(Json.object().put("k", WORD));
    Store.await(sessions.create(session, messages(messages)));
    var all = new SummarisedMessages(List.of(new SummarisedMessages.Range(1, 2)), 2, "");
    var summary = new SessionSummary(2, all, "m", 5, Instant.EPOCH, WORD);
    var basis = new SummaryBasis(SummarisedMessages.NONE, List.of("m0"));
    Store.await(sessions.summarise(ANNA, "s", summary, basis));
    Store.await(store.write(handle -> KeptElsewhere.insert(handle, ANNA, WORD, CALLS)));
    return session;
  }

  /** Tables that have a word in any column, and the rows of the session's messages. */
  private List<String> tablesWith(String word) {
    return Store.await(
        store.read(
            handle ->
                handle
                    .createQuery("SELECT name FROM sqlite_master WHERE type = 'table'")
                    .mapTo(String.class)
                    .list()
                    .stream()
                    .filter(table -> has(handle, table, word))
                    .toList()));
  }

  private static boolean has(Handle handle, String table, String word) {
    return handle.createQuery("SELECT * FROM \"%s\"".formatted(table)).mapToMap().list().stream()
        .map(Map::toString)
        .anyMatch(row -> row.contains(word));
  }

  private long kept() {
    return Store.await(store.read(handle -> StorageSizeTable.ofOwner(handle, ANNA)));
  }

  private long rows() {
    return Store.await(store.read(handle -> MessageTable.size(handle, ANNA, "s").items()));
  }

  /** The first transaction of an erasure, as of a process that ends then. */
  private void beginErasure(ChatSession session, int parts) {
    var erasure = new SessionErasure(sessions);
    var lease = SessionTable.hiding(session, sessions.ids(), SessionRemoval.NEVER);
    Store.await(
        store.write(
            handle -> {
              erasure.removal(lease).begin(handle, session);
              for (int more = 1; more < parts; more++) {
                RemovalTable.messages(handle, lease);
              }
              return true;
            }));
  }

  /** What others do while a session is erased: they look how much of it there is. */
  private final class Bystander implements SessionListener {
    private final List<Long> counts = new ArrayList<>();
    private final CompletableFuture<Boolean> seen = new CompletableFuture<>();

    @Override
    public void erased(Handle handle, ChatSession session, boolean memories) {
      look();
    }

    private void look() {
      var _ =
          store.write(
              handle -> {
                counts.add(MessageTable.size(handle, ANNA, "s").items());
                boolean there = SessionTable.find(handle, ANNA, "s").isPresent();
                if (there || counts.getLast() == 0) {
                  return seen.complete(there);
                }
                look();
                return true;
              });
    }
  }

  @Test
  void a_long_session_is_gone_at_once_and_others_write_while_its_rows_go() {
    begin(MANY);
    assertThat(tablesWith(WORD)).hasSize(14);
    var bystander = new Bystander();
    sessions.add(bystander);
    Store.await(sessions.erase(ANNA, "s", false));
    assertThat(bystander.seen).isCompletedWithValue(false);
    assertThat(bystander.counts.stream().distinct().toList())
        .hasSize(PARTS + 1)
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(tablesWith(WORD)).isEmpty();
    assertThat(kept()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, PARTS + 1})
  void what_a_process_that_ended_has_left_is_erased_at_the_next_start(int parts)
      throws IOException {
    beginErasure(begin(MANY), parts);
    assertThat(rows()).isEqualTo(Math.max(0, MANY - parts * (long) RemovalTable.ROWS));
    assertThat(Store.await(sessions.list(ANNA, new SessionPage("", "", "", 10))).data()).isEmpty();
    close();
    open();
    Store.await(new SessionTurns(sessions).giveAllBack());
    assertThat(tablesWith(WORD)).isEmpty();
    assertThat(rows()).isZero();
    store.close();
    assertThat(filesWith(WORD)).isEmpty();
  }

  private List<Path> filesWith(String word) throws IOException {
    try (var files = Files.walk(folder)) {
      var found = new ArrayList<Path>();
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(word)) {
          found.add(file);
        }
      }
      return found;
    }
  }

  @Test
  void that_a_session_was_erased_is_known_for_as_long_as_its_calls_may_last() {
    begin(1);
    var before = Instant.now();
    Store.await(sessions.erase(ANNA, "s", false));
    var again = ChatSession.begin("s", ANNA, "", before); // the name is used again
    Store.await(sessions.create(again, List.of()));
    assertThat(erasedLately()).singleElement().matches(at -> at >= before.toEpochMilli());
    Store.await(sessions.erase(ANNA, "s", false));
    assertThat(erasedLately()).hasSize(1);
    Store.await(store.write(handle -> handle.execute("UPDATE session_erased SET erased_at = 9")));
    Store.await(new UnusedSessions(sessions).erase(Instant.EPOCH));
    assertThat(erasedLately()).isEmpty();
  }

  private List<Long> erasedLately() {
    return Store.await(
        store.read(
            handle ->
                handle
                    .createQuery("SELECT erased_at FROM session_erased")
                    .mapTo(Long.class)
                    .list()));
  }

  @Test
  void what_is_kept_of_calls_goes_with_the_session_that_a_skill_keeps_for_their_end_user() {
    begin(1); // "s" is mia's
    for (var user : List.of("max", "mia")) {
      var session = ChatSession.begin("s@" + user, ANNA, user, Instant.EPOCH);
      Store.await(sessions.create(session, List.of()));
      Store.await(
          store.write(handle -> handle.execute("INSERT INTO word (text) VALUES (?)", user)));
      Store.await(
          store.write(
              handle ->
                  handle.execute(
                      "UPDATE call SET end_user = (SELECT id FROM word WHERE text = ?)"
                          + " WHERE call_id = ?",
                      user,
                      user.equals("max") ? "call1" : "call2")));
      Store.await(sessions.erase(ANNA, session.id(), false));
    }
    assertThat(bodies("call1")).isZero();
    assertThat(bodies("call2")).isEqualTo(1);
  }

  @Test
  void what_is_kept_of_calls_of_who_has_a_session_of_their_own_under_that_name_stays() {
    begin(1); // "s" is mia's
    Store.await(sessions.create(ChatSession.begin("s@max", ANNA, "max", Instant.EPOCH), List.of()));
    Store.await(
        store.write(
            handle -> {
              handle.execute("INSERT INTO word (text) VALUES ('max')");
              return handle.execute(
                  "UPDATE call SET end_user = (SELECT id FROM word WHERE text = 'max')"
                      + " WHERE call_id = 'call1'");
            }));
    Store.await(sessions.erase(ANNA, "s", false));
    assertThat(bodies("call0")).isZero();
    assertThat(bodies("call1")).isEqualTo(1);
  }

  private int bodies(String call) {
    return Store.await(
        store.read(
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM call_body WHERE call_id = ?")
                    .bind(0, call)
                    .mapTo(Integer.class)
                    .one()));
  }

  @Test
  void a_message_longer_than_a_part_goes_by_itself() {
    var session = begin(1);
    var longest = "x".repeat((int) RemovalTable.BYTES);
    Store.await(
        store.write(
            handle ->
                sessions.keep(
                    handle,
                    session,
                    List.of(NewMessage.given("long", Instant.EPOCH, json(longest))))));
    beginErasure(session, 1);
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void a_name_is_free_again_when_all_is_gone_and_who_posts_to_it_waits_for_that() {
    beginErasure(begin(MANY), 1);
    var turns = new SessionTurns(sessions);
    var request =
        new TurnRequest(ANNA, "s", "", true, List.of(message("new")), Duration.ofSeconds(9));
    var waiting = turns.begin(request);
    var found =
        sessions.findOrCreate(
            ChatSession.begin("s", ANNA, "", Instant.EPOCH), Duration.ofSeconds(9));
    var others = new SessionTurns(sessions); // whose line nobody stands in
    assertThatThrownBy(() -> Store.await(others.begin(ANNA, "s", List.of(), Duration.ofSeconds(1))))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(404));
    assertThat(rows()).isPositive();
    Store.await(turns.giveAllBack());
    Store.await(Store.await(waiting).leave());
    assertThat(Store.await(found).id()).isEqualTo("s");
    assertThat(Store.await(sessions.history(ANNA, "s", _ -> {})))
        .extracting(SessionMessage::id)
        .containsExactly("new");
  }

  private static NewMessage message(String id) {
    return NewMessage.given(id, Instant.EPOCH, json("words"));
  }

  @Test
  void a_fork_does_not_go_on_with_a_session_that_is_being_erased() {
    var session = begin(MANY);
    var to = ChatSession.begin("fork", ANNA, "mia", Instant.EPOCH);
    var parts = new SessionFork(session, "m" + (MANY - 1), MANY, to).parts(sessions);
    add(parts.getFirst(), to);
    beginErasure(session, 1);
    assertThatThrownBy(() -> add(parts.getLast(), to)).isInstanceOf(Fault.class);
  }

  private void add(SessionParts.Part part, ChatSession to) {
    Store.await(
        store.write(
            handle -> {
              if (SessionTable.find(handle, ANNA, to.id()).isEmpty()) {
                sessions.begin(handle, to);
              }
              part.add(handle);
              return true;
            }));
  }
}
