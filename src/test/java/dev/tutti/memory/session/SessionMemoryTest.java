package dev.tutti.memory.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.FactDraft;
import dev.tutti.memory.api.MemoryTurn;
import dev.tutti.memory.api.Provenance;
import dev.tutti.memory.api.RecallQuery;
import dev.tutti.memory.api.RecallScope;
import dev.tutti.memory.api.Recollection;
import dev.tutti.memory.extract.Extraction;
import dev.tutti.memory.extract.ExtractionSettings;
import dev.tutti.memory.fact.FactBounds;
import dev.tutti.memory.fact.Facts;
import dev.tutti.memory.recall.MessageRecall;
import dev.tutti.memory.recall.StoredMemories;
import dev.tutti.memory.vector.EmbeddingSettings;
import dev.tutti.memory.vector.VectorFusion;
import dev.tutti.session.ChatSession;
import dev.tutti.session.MessageDialect;
import dev.tutti.session.NewMessage;
import dev.tutti.session.SessionContext;
import dev.tutti.session.Sessions;
import dev.tutti.session.StorageQuota;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Memory over the real sessions of a database. */
class SessionMemoryTest {
  private static final String ACME = "acme";
  private static final String ANNA = "anna";

  @TempDir Path folder;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final ConcurrentLinkedQueue<MemoryTurn> noted = new ConcurrentLinkedQueue<>();
  private ExtractionSettings settings =
      new ExtractionSettings(false, "fast", Duration.ofSeconds(1));
  private Store store;
  private Sessions sessions;
  private Facts facts;
  private MessageRecall recall;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    sessions =
        new Sessions(
            store, now::get, new SecureRandom(), new StorageQuota(now::get, () -> 9 << 20));
    facts = new Facts(store, now::get, new SecureRandom(), () -> new FactBounds(100, 1_000));
    recall = new MessageRecall(store, new SessionMessageTable(), 8 << 20, () -> 0);
    var extraction =
        new Extraction(
            facts,
            () -> settings,
            (_, turn, _) -> {
              noted.add(turn);
              return "{\"changes\": []}";
            },
            now::get,
            Thread::startVirtualThread);
    var words = new VectorFusion(() -> EmbeddingSettings.OFF, (_, _, _, _) -> List.of(), () -> 0);
    var memories = new StoredMemories(facts, recall, words, Runnable::run);
    sessions.add(new SessionMemory(store, memories, extraction, () -> settings));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static ObjectNode json(String role, String content) {
    return Json.object().put("role", role).put("content", content);
  }

  private NewMessage given(String id, String text) {
    return NewMessage.given(id, now.get(), json("user", text));
  }

  private NewMessage said(String id, String text) {
    return NewMessage.said(id, "fast", now.get(), json("assistant", text));
  }

  private ChatSession begin(String id, String user, NewMessage... messages) {
    var begun = ChatSession.begin(id, ACME, user, now.get());
    return Store.await(sessions.create(begun, List.of(messages)));
  }

  private List<String> found(String user, String question) {
    var query = new RecallQuery(user, question, 50, RecallScope.MESSAGES);
    return recall.search(ACME, query).stream().map(Recollection::id).toList();
  }

  private static SessionContext remembering(boolean on) {
    return SessionContext.read(Json.object().put("memory", on));
  }

  private void exchange(String session, String asked, String answered) {
    add(session, given("u" + answered, asked));
    add(session, said("a" + answered, answered));
  }

  private void add(String session, NewMessage message) {
    Store.await(
        store.write(
            handle -> {
              var found = Sessions.require(handle, ACME, session);
              sessions.append(handle, found, List.of(message));
              return found;
            }));
  }

  @Test
  void messages_of_all_sessions_of_the_user_are_found_and_of_nobody_else() {
    begin("s1", ANNA, given("m1", "I adopted a grey parrot"));
    begin("s2", ANNA, said("m2", "A parrot needs company"));
    begin("s3", "bert", given("m3", "my parrot can swear"));
    begin("s4", "", given("m4", "a parrot of nobody"));
    assertThat(found(ANNA, "parrot")).containsExactlyInAnyOrder("m1", "m2");
    assertThat(found("bert", "parrot")).containsExactly("m3");
    exchange("s1", "And a cat", "meow");
    assertThat(found(ANNA, "cat")).contains("umeow");
  }

  @Test
  void items_of_the_responses_api_are_found_and_those_that_say_nothing_are_not() {
    var message = Json.object().put("id", "i1").put("type", "message").put("role", "user");
    message.putArray("content").addObject().put("type", "input_text").put("text", "a red kite");
    var call = Json.object().put("id", "i2").put("type", "function_call").put("name", "kite");
    begin(
        "s1",
        ANNA,
        new NewMessage("i1", MessageDialect.ITEM, "", "", now.get(), message),
        new NewMessage("i2", MessageDialect.ITEM, "fast", "", now.get(), call));
    assertThat(found(ANNA, "kite")).containsExactly("i1");
  }

  @Test
  void metadata_and_place_of_a_message_come_along() {
    var metadata = Json.object().put("page", "7");
    begin("s1", ANNA, given("m1", "a red kite").with(metadata));
    var query = new RecallQuery(ANNA, "kite", 5, RecallScope.MESSAGES);
    var first = recall.search(ACME, query).getFirst();
    assertThat(first.metadata()).isEqualTo(metadata);
    assertThat(first.source()).isEqualTo(new Provenance("s1", "m1", now.get()));
  }

  @Test
  void a_turn_is_looked_at_where_the_session_wants_it() {
    begin("off", ANNA);
    exchange("off", "I drink tea", "Fine");
    var on = begin("on", ANNA);
    Store.await(
        sessions.change(
            ACME, "on", each -> each.described("", "", "", remembering(true)).with(on.metadata())));
    exchange("on", "I drink coffee", "Good");
    exchange("on", "And cocoa", "Nice");
    Patience.until(() -> noted.size() == 2, "two turns were looked at");
    assertThat(noted)
        .extracting(turn -> turn.said().getFirst().text() + "/" + turn.answer())
        .containsExactlyInAnyOrder("I drink coffee/Good", "And cocoa/Nice");
    assertThat(noted).allSatisfy(turn -> assertThat(turn.said()).hasSize(1));
  }

  @Test
  void neither_imports_nor_forks_are_turns() {
    settings = new ExtractionSettings(true, "fast", Duration.ofSeconds(1));
    begin(
        "imported",
        ANNA,
        given("m1", "I drink tea"),
        NewMessage.given("m2", now.get(), json("assistant", "Fine")));
    begin("s1", ANNA);
    exchange("s1", "I drink coffee", "Good");
    Patience.until(() -> noted.size() == 1, "one turn was looked at");
    now.set(now.get().plusSeconds(1));
    Store.await(sessions.fork(ACME, "s1", "aGood"));
    exchange("s1", "And cocoa", "Nice");
    Patience.until(() -> noted.size() >= 2, "the next turn was looked at");
    assertThat(noted).hasSize(2);
  }

  private void remember(String text, String session) {
    var place = new Provenance(session, "m1", now.get());
    Store.await(
        facts.add(
            ACME, new FactDraft(ANNA, text, Json.object(), place, 1, Fact.Times.NEVER, List.of())));
  }

  @Test
  void erasing_a_session_takes_its_facts_along_if_asked() {
    begin("s1", ANNA, given("m1", "a grey parrot"));
    begin("s2", ANNA, given("m2", "a green parrot"));
    remember("Has a parrot", "s1");
    remember("Has a cat", "s2");
    assertThat(found(ANNA, "parrot")).hasSize(2);
    Store.await(sessions.erase(ACME, "s2", false));
    assertThat(found(ANNA, "parrot")).containsExactly("m1");
    Store.await(sessions.erase(ACME, "s1", true));
    assertThat(found(ANNA, "parrot")).isEmpty();
    assertThat(Store.await(facts.current(ACME, ANNA)))
        .extracting(Fact::text)
        .containsExactly("Has a cat");
  }

  @Test
  void what_is_erased_leaves_no_word_in_any_file() throws IOException, SQLException {
    var word = "Zwiebelkuchenrezept";
    begin("s1", ANNA, given("m1", word + " of my aunt"));
    remember("Loves " + word, "s1");
    Store.await(facts.add(ACME, told("Bakes " + word)));
    assertThat(found(ANNA, word)).hasSize(1);
    Store.await(sessions.erase(ACME, "s1", true));
    Store.await(facts.forgetUser(ACME, ANNA));
    store.close();
    copyLog();
    assertThat(filesWith(word)).isEmpty();
  }

  /** Copies the write-ahead log into the database, as it happens by itself after some writes. */
  private void copyLog() throws SQLException {
    var url = "jdbc:sqlite:" + folder.resolve("tutti.db");
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  private FactDraft told(String text) {
    return new FactDraft(
        ANNA, text, Json.object(), Provenance.told(now.get()), 1, Fact.Times.NEVER, List.of());
  }

  private List<Path> filesWith(String word) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, word)).toList();
    }
  }

  private static boolean holds(Path file, String word) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_message_is_evidence_until_its_session_is_erased() {
    begin("s1", ANNA, given("m1", "I adopted a grey parrot"));
    var there = new Provenance("s1", "m1", now.get());
    assertThat(isThere(there)).isTrue();
    assertThat(isThere(new Provenance("s2", "m1", now.get()))).isFalse();
    Store.await(sessions.erase(ACME, "s1", false));
    assertThat(isThere(there)).isFalse();
  }

  /** Its rows may be there for some time, as may those of an import that is under way. */
  @Test
  void a_session_that_nobody_sees_is_neither_found_nor_evidence() {
    begin("s1", ANNA, given("m1", "a grey parrot"));
    begin("s2", ANNA, given("m2", "a green parrot"));
    assertThat(found(ANNA, "parrot")).hasSize(2);
    hide("s2");
    assertThat(found(ANNA, "parrot")).containsExactly("m1");
    assertThat(isThere(new Provenance("s2", "m2", now.get()))).isFalse();
    exchange("s1", "And a cat", "meow");
    assertThat(found(ANNA, "cat")).contains("umeow").doesNotContain("m2");
  }

  private void hide(String session) {
    Store.await(
        store.write(
            handle ->
                handle.execute("UPDATE session SET writer = 'parts_1' WHERE id = ?", session)));
  }

  private boolean isThere(Provenance provenance) {
    return Store.await(store.read(handle -> SessionMessageTable.isThere(handle, ACME, provenance)));
  }
}
