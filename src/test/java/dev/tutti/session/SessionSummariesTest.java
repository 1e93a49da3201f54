package dev.tutti.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.session.SummarisedMessages.Range;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class SessionSummariesTest {
  private static final String ANNA = "anna";

  @TempDir private Path folder;
  private Store store;
  private Sessions sessions;

  @BeforeEach
  void begin_a_session_of_two_messages() {
    var clock = InstantSource.system();
    store = Store.open(StoreSettings.in(folder));
    sessions =
        new Sessions(store, clock, new SecureRandom(), new StorageQuota(clock, () -> 1 << 20));
    var asked = NewMessage.given("u1", Instant.EPOCH, json("user"));
    var said = NewMessage.said("a1", "fast", Instant.EPOCH, json("assistant"));
    Store.await(
        sessions.create(ChatSession.begin("s", ANNA, "", Instant.EPOCH), List.of(asked, said)));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static ObjectNode json(String role) {
    return Json.object().put("role", role).put("content", "words");
  }

  private void remove(String message) {
    Store.await(
        new SessionTurns(sessions)
            .change(
                ANNA,
                "s",
                handle ->
                    sessions.removed(
                        handle, Sessions.require(handle, ANNA, "s"), List.of(message))));
  }

  private void summarise(SummarisedMessages before, String... ids) {
    var position = ids.length;
    var of = new SummarisedMessages(List.of(new Range(1, position)), ids.length, "");
    var summary = new SessionSummary(position, of, "m", 5, Instant.EPOCH, "They spoke.");
    Store.await(sessions.summarise(ANNA, "s", summary, new SummaryBasis(before, List.of(ids))));
  }

  @Test
  void a_summary_goes_with_a_message_that_it_stands_for() {
    summarise(SummarisedMessages.NONE, "u1", "a1");
    var heard = new ArrayList<String>();
    sessions.add(
        new SessionListener() {
          @Override
          public void removed(Handle handle, ChatSession session, List<String> messages) {
            heard.addAll(messages);
          }
        });
    remove("u1");
    assertThat(Store.await(sessions.summary(ANNA, "s"))).isEmpty();
    assertThat(heard).containsExactly("u1");
  }

  @Test
  void a_summary_is_told_of_in_the_order_of_its_transactions() {
    var heard = new ArrayList<String>();
    sessions.add(
        new SessionListener() {
          @Override
          public void summarised(Handle handle, ChatSession session, SessionSummary summary) {
            heard.add(summary.text());
          }

          @Override
          public void unsummarised(Handle handle, ChatSession session) {
            heard.add("gone from " + session.id());
          }
        });
    summarise(SummarisedMessages.NONE, "u1", "a1");
    remove("u1");
    assertThat(heard).containsExactly("They spoke.", "gone from s");
  }

  @Test
  void a_summary_of_what_is_not_there_any_more_is_not_kept() {
    assertNotThere(SummarisedMessages.NONE, "u1", "gone");
    assertThat(Store.await(sessions.summary(ANNA, "s"))).isEmpty();
  }

  @Test
  void a_summary_that_goes_on_with_one_that_is_gone_is_not_kept() {
    var before = new SummarisedMessages(List.of(new Range(1, 1)), 1, "");
    assertNotThere(before, "a1");
    summarise(SummarisedMessages.NONE, "u1");
    summarise(before, "a1");
    assertThat(Store.await(sessions.summary(ANNA, "s"))).isPresent();
  }

  private void assertNotThere(SummarisedMessages before, String... ids) {
    assertThatThrownBy(() -> summarise(before, ids))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(404));
  }
}
