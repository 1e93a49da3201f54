package dev.tutti.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
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

  private static SessionSummary summary(long position, String... ids) {
    return new SessionSummary(position, List.of(ids), "m", 5, Instant.EPOCH, "They spoke.");
  }

  @Test
  void a_summary_goes_with_a_message_that_it_stands_for() {
    Store.await(sessions.summarise(ANNA, "s", summary(2, "u1", "a1")));
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
    Store.await(sessions.summarise(ANNA, "s", summary(2, "u1", "a1")));
    remove("u1");
    assertThat(heard).containsExactly("They spoke.", "gone from s");
  }

  @Test
  void a_summary_of_what_is_not_there_any_more_is_not_kept() {
    var made = sessions.summarise(ANNA, "s", summary(2, "u1", "gone"));
    assertThatThrownBy(() -> Store.await(made))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(404));
    assertThat(Store.await(sessions.summary(ANNA, "s"))).isEmpty();
  }
}
