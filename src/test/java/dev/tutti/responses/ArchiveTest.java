package dev.tutti.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.session.ChatSession;
import dev.tutti.session.NewMessage;
import dev.tutti.session.StorageSizeTable;
import dev.tutti.session.item.StoredItem;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.KnownFault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ArchiveTest {
  /** There is always room. */
  private static void room(long bytes) {}

  private static final String ANNA = "anna";
  private static final String BERT = "bert";

  @TempDir Path folder;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private ResponseStoreSettings settings =
      new ResponseStoreSettings(true, Duration.ofDays(30), 6, 10_000, 1 << 20);
  private Store store;
  private Archive archive;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    archive = new Archive(store, now::get, new SecureRandom(), () -> settings);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static ObjectNode item(String id) {
    return Json.object().put("id", id).put("type", "message").put("text", "héllo 🙂 " + id);
  }

  /** Keeps a response that was given one item and said one. */
  private void keep(String id, String owner, Predecessor predecessor) {
    var body = Json.object().put("id", id).put("model", "fast");
    body.putArray("output").add(item("said-" + id));
    Store.await(
        archive
            .responses()
            .keep(
                new StoredResponse(
                    id, owner, "", predecessor, List.of(item("given-" + id)), "", body)));
  }

  private List<String> before(String owner, Predecessor predecessor) {
    return Store.await(archive.responses().before(owner, "", predecessor, ArchiveTest::room))
        .items()
        .stream()
        .map(item -> item.json().path("id").asString())
        .toList();
  }

  private static Predecessor after(String id) {
    return new Predecessor.Response(id);
  }

  @Test
  void what_came_before_is_the_whole_line_of_responses_and_not_its_branches() {
    keep("r1", ANNA, new Predecessor.Nothing());
    keep("r2", ANNA, after("r1"));
    keep("branch", ANNA, after("r1"));
    keep("r3", ANNA, after("r2"));
    assertThat(before(ANNA, after("r3")))
        .containsExactly("given-r1", "said-r1", "given-r2", "said-r2", "given-r3", "said-r3");
    assertThat(before(ANNA, after("branch")))
        .containsExactly("given-r1", "said-r1", "given-branch", "said-branch");
  }

  @Test
  void an_item_is_given_back_as_it_was_with_who_said_it() {
    keep("r1", ANNA, new Predecessor.Nothing());
    var items = Store.await(archive.responses().before(ANNA, "", after("r1"), ArchiveTest::room));
    assertThat(items.items())
        .containsExactly(
            new StoredItem("", item("given-r1")), new StoredItem("fast", item("said-r1")));
  }

  @Test
  void what_belongs_to_somebody_else_is_not_there() {
    keep("r1", ANNA, new Predecessor.Nothing());
    var conversation =
        Store.await(archive.conversations().create(ANNA, Json.object(), List.of(item("i")))).id();
    assertGone(() -> before(BERT, after("r1")));
    assertGone(() -> before(BERT, new Predecessor.Conversation(conversation)));
    assertGone(() -> Store.await(archive.responses().find(BERT, "r1", ArchiveTest::room)));
    assertGone(
        () ->
            Store.await(
                archive.responses().input(BERT, "r1", page("", 20, true), ArchiveTest::room)));
    assertGone(() -> Store.await(archive.responses().delete(BERT, "r1")));
    assertGone(
        () ->
            Store.await(archive.responses().items(BERT, "", Set.of("said-r1"), ArchiveTest::room)));
    assertGone(() -> keep("r2", BERT, after("r1")));
    assertGone(() -> Store.await(archive.conversations().find(BERT, conversation)));
    assertGone(
        () ->
            Store.await(archive.conversations().item(BERT, conversation, "i", ArchiveTest::room)));
    assertGone(() -> Store.await(archive.conversations().remove(BERT, conversation, "i")));
    assertGone(() -> Store.await(archive.conversations().add(BERT, conversation, List.of())));
    assertGone(() -> Store.await(archive.conversations().delete(BERT, conversation)));
    assertGone(
        () -> Store.await(archive.conversations().describe(BERT, conversation, Json.object())));
    assertThat(before(ANNA, new Predecessor.Conversation(conversation))).containsExactly("i");
    assertThat(
            Store.await(archive.responses().find(ANNA, "r1", ArchiveTest::room))
                .path("id")
                .asString())
        .isEqualTo("r1");
  }

  private static void assertGone(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(404));
  }

  @Test
  void a_line_with_a_hole_is_not_gone_on_with() {
    keep("r1", ANNA, new Predecessor.Nothing());
    keep("r2", ANNA, after("r1"));
    keep("r3", ANNA, after("r2"));
    Store.await(archive.responses().delete(ANNA, "r2"));
    assertGone(() -> before(ANNA, after("r2")));
    assertThatThrownBy(() -> before(ANNA, after("r3"))).hasMessageContaining("\"r2\"");
    assertThat(before(ANNA, after("r1"))).hasSize(2);
    assertGone(
        () ->
            Store.await(archive.responses().items(ANNA, "", Set.of("said-r2"), ArchiveTest::room)));
  }

  @Test
  void a_response_in_a_conversation_adds_to_it() {
    var id =
        Store.await(archive.conversations().create(ANNA, Json.object(), List.of(item("a")))).id();
    keep("r1", ANNA, new Predecessor.Conversation(id));
    assertThat(before(ANNA, new Predecessor.Conversation(id)))
        .containsExactly("a", "given-r1", "said-r1");
    assertThatThrownBy(() -> before(ANNA, after("r1"))).hasMessageContaining(id);
    Store.await(archive.responses().delete(ANNA, "r1"));
    assertThat(before(ANNA, new Predecessor.Conversation(id))).hasSize(3);
    Store.await(archive.conversations().remove(ANNA, id, "given-r1"));
    assertThat(before(ANNA, new Predecessor.Conversation(id))).containsExactly("a", "said-r1");
  }

  @Test
  void history_is_bounded() {
    keep("r1", ANNA, new Predecessor.Nothing());
    keep("r2", ANNA, after("r1"));
    keep("r3", ANNA, after("r2"));
    assertThat(before(ANNA, after("r3"))).hasSize(6);
    keep("r4", ANNA, after("r3"));
    assertThatThrownBy(() -> before(ANNA, after("r4")))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(400))
        .hasMessageContaining("8 items");
    settings = new ResponseStoreSettings(true, Duration.ofDays(30), 100, 150, 1 << 20);
    assertThatThrownBy(() -> before(ANNA, after("r2"))).hasMessageContaining("at most 100 of 150");
    var many = IntStream.range(0, 5).mapToObj(i -> item("i" + i)).toList();
    assertThatThrownBy(() -> Store.await(archive.conversations().create(ANNA, Json.object(), many)))
        .hasMessageContaining("5 items");
  }

  @Test
  void lists_come_in_pages() {
    var items = IntStream.range(0, 5).mapToObj(i -> item("i" + i)).toList();
    var id = Store.await(archive.conversations().create(ANNA, Json.object(), items)).id();
    var first =
        Store.await(archive.conversations().items(ANNA, id, page("", 2, false), ArchiveTest::room));
    assertThat(first).isEqualTo(new ItemList(List.of(items.get(4), items.get(3)), true));
    var last =
        Store.await(
            archive.conversations().items(ANNA, id, page("i3", 3, false), ArchiveTest::room));
    assertThat(last)
        .isEqualTo(new ItemList(List.of(items.get(2), items.get(1), items.get(0)), false));
    var up =
        Store.await(
            archive.conversations().items(ANNA, id, page("i0", 2, true), ArchiveTest::room));
    assertThat(up).isEqualTo(new ItemList(List.of(items.get(1), items.get(2)), true));
  }

  private static ItemPage page(String after, int limit, boolean oldestFirst) {
    return new ItemPage(after, limit, oldestFirst);
  }

  @Test
  void what_nobody_uses_is_forgotten_and_conversations_are_not() {
    keep("old", ANNA, new Predecessor.Nothing());
    keep("r1", ANNA, new Predecessor.Nothing());
    var id = Store.await(archive.conversations().create(ANNA, Json.object(), List.of())).id();
    keep("in", ANNA, new Predecessor.Conversation(id));
    now.updateAndGet(time -> time.plus(Duration.ofDays(20)));
    keep("r2", ANNA, after("r1"));
    now.updateAndGet(time -> time.plus(Duration.ofDays(20)));
    assertThat(Store.await(archive.clean())).isEqualTo(2);
    assertGone(() -> Store.await(archive.responses().find(ANNA, "old", ArchiveTest::room)));
    assertGone(() -> Store.await(archive.responses().find(ANNA, "in", ArchiveTest::room)));
    assertGone(
        () ->
            Store.await(
                archive.responses().items(ANNA, "", Set.of("said-old"), ArchiveTest::room)));
    assertThat(before(ANNA, after("r2"))).hasSize(4);
    assertThat(before(ANNA, new Predecessor.Conversation(id))).hasSize(2);
  }

  @Test
  void all_that_is_old_is_forgotten_however_much_it_is() {
    for (int i = 0; i < 450; i++) {
      keep("r" + i, ANNA, new Predecessor.Nothing());
    }
    now.updateAndGet(time -> time.plus(Duration.ofDays(31)));
    assertThat(Store.await(archive.clean())).isEqualTo(450);
  }

  @Test
  void what_was_kept_outlives_a_restart() {
    keep("r1", ANNA, new Predecessor.Nothing());
    store.close();
    open();
    assertThat(before(ANNA, after("r1"))).containsExactly("given-r1", "said-r1");
  }

  @Test
  @KnownFault("SECURITY-F10")
  void an_owner_keeps_no_more_than_is_allowed_and_is_told_what_to_delete() {
    settings = new ResponseStoreSettings(true, Duration.ofDays(30), 100, 100_000, 10_000);
    var all = archive.conversations();
    var ids = new ArrayList<String>();
    assertThatThrownBy(
            () -> {
              while (true) {
                ids.add(Store.await(all.create(ANNA, Json.object(), List.of(large()))).id());
              }
            })
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.REQUEST_TOO_LARGE))
        .hasMessageContaining("owner anna keeps")
        .hasMessageContaining("at most 10,000, responses.owner_bytes")
        .hasMessageContaining("DELETE /v1/conversations/ID or /v1/responses/ID makes room");
    assertThat(ids).hasSizeBetween(3, 9);
    var last = ids.getLast();
    assertThatThrownBy(() -> Store.await(all.add(ANNA, last, List.of(large()))))
        .hasMessageContaining("owner anna keeps");
    var wordy = Json.object().put("a", "x".repeat(4_000));
    assertThatThrownBy(() -> Store.await(all.describe(ANNA, last, wordy)))
        .hasMessageContaining("owner anna keeps");
    Store.await(all.create(BERT, Json.object(), List.of(large())));
    Store.await(all.delete(ANNA, ids.getFirst()));
    Store.await(all.create(ANNA, Json.object(), List.of(large())));
  }

  private static ObjectNode large() {
    return item("large").put("more", "x".repeat(500));
  }

  @Test
  @KnownFault("SECURITY-F10")
  void an_answer_that_was_paid_for_is_kept_and_the_next_one_is_not_begun() {
    settings = new ResponseStoreSettings(true, Duration.ofDays(30), 100, 100_000, 6_000);
    var responses = archive.responses();
    int kept = 0;
    for (; hasRoom(ANNA); kept++) {
      keep("resp_" + kept, ANNA, new Predecessor.Nothing());
    }
    assertThat(kept).isBetween(2, 4);
    keep("resp_late", ANNA, new Predecessor.Nothing());
    assertThat(Store.await(responses.find(ANNA, "resp_late", ArchiveTest::room))).isNotNull();
    for (int i = 0; i < kept; i++) {
      Store.await(responses.delete(ANNA, "resp_" + i));
    }
    assertThat(hasRoom(ANNA)).isTrue();
  }

  @Test
  @KnownFault("SECURITY-F10")
  void what_is_counted_on_the_way_is_what_is_there() {
    settings = new ResponseStoreSettings(true, Duration.ofDays(30), 100, 100_000, 200_000);
    var all = archive.conversations();
    Store.await(archive.responses().requireRoom(ANNA)); // counted once, and followed from here
    var id = Store.await(all.create(ANNA, Json.object().put("a", "b"), List.of(item("i1")))).id();
    keep("r1", ANNA, new Predecessor.Nothing());
    keep("r2", ANNA, new Predecessor.Response("r1"));
    keep("r3", ANNA, new Predecessor.Conversation(id));
    Store.await(all.describe(ANNA, id, Json.object().put("a", "bcdef")));
    Store.await(all.add(ANNA, id, List.of(item("i2"), item("i3"))));
    Store.await(all.remove(ANNA, id, "i2"));
    Store.await(archive.responses().delete(ANNA, "r2"));
    Store.await(archive.responses().delete(ANNA, "r3"));
    long there = counted();
    settings = new ResponseStoreSettings(true, Duration.ofDays(30), 100, 100_000, there);
    assertThat(hasRoom(ANNA)).as("full to the byte").isFalse();
    settings = new ResponseStoreSettings(true, Duration.ofDays(30), 100, 100_000, there + 1);
    assertThat(hasRoom(ANNA)).isTrue();
    Store.await(all.delete(ANNA, id));
    Store.await(archive.responses().delete(ANNA, "r1"));
    assertThat(counted()).isZero();
  }

  private long counted() {
    return Store.await(store.read(handle -> StorageSizeTable.ofOwner(handle, ANNA)));
  }

  @Test
  @KnownFault("SECURITY-F10")
  void what_has_grown_old_makes_room() {
    settings = new ResponseStoreSettings(true, Duration.ofDays(30), 100, 100_000, 5_000);
    while (hasRoom(ANNA)) {
      keep("resp_" + archive.ids().next("x"), ANNA, new Predecessor.Nothing());
    }
    now.set(now.get().plus(Duration.ofDays(31)));
    assertThat(Store.await(archive.clean())).isPositive();
    assertThat(hasRoom(ANNA)).isTrue();
  }

  private boolean hasRoom(String owner) {
    try {
      Store.await(archive.responses().requireRoom(owner));
      return true;
    } catch (Fault fault) {
      assertThat(fault.code()).isEqualTo(FaultCode.REQUEST_TOO_LARGE);
      return false;
    }
  }

  /** Its rows may be there for some time. */
  @Test
  void nothing_is_seen_of_a_session_that_is_being_erased() {
    keep("r1", ANNA, new Predecessor.Nothing());
    keep("r2", BERT, new Predecessor.Nothing());
    Store.await(
        store.write(
            handle ->
                handle.execute("UPDATE session SET writer = 'parts_1' WHERE owner = ?", ANNA)));
    var responses = archive.responses();
    assertGone(() -> Store.await(responses.find(ANNA, "r1", ArchiveTest::room)));
    assertGone(() -> Store.await(responses.items(ANNA, "", Set.of("given-r1"), ArchiveTest::room)));
    assertGone(() -> before(ANNA, after("r1")));
    assertGone(() -> Store.await(responses.require(ANNA, "", "r1")));
    assertGone(() -> Store.await(responses.delete(ANNA, "r1")));
    assertThat(before(BERT, after("r2"))).containsExactly("given-r2", "said-r2");
  }

  @Test
  void a_long_session_that_nobody_uses_is_forgotten_after_shorter_ones() {
    keep("first", ANNA, new Predecessor.Nothing());
    now.updateAndGet(time -> time.plusSeconds(1));
    var session = ChatSession.begin("long", ANNA, "", now.get()).passing();
    var messages =
        IntStream.range(0, 1_200)
            .mapToObj(at -> NewMessage.given("m" + at, now.get(), item("m" + at)))
            .toList();
    Store.await(archive.sessions().create(session, messages));
    now.updateAndGet(time -> time.plusSeconds(1));
    keep("last", ANNA, new Predecessor.Nothing());
    now.updateAndGet(time -> time.plus(Duration.ofDays(31)));
    assertThat(Store.await(archive.clean())).isEqualTo(3);
    assertThat(counted()).isZero();
  }
}
