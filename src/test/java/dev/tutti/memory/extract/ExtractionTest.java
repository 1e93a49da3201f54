package dev.tutti.memory.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.FactSelection;
import dev.tutti.memory.api.FactState;
import dev.tutti.memory.api.MemoryTurn;
import dev.tutti.memory.fact.FactBounds;
import dev.tutti.memory.fact.Facts;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Extraction with a model that says what the test wants. */
class ExtractionTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ExtractionSettings ON =
      new ExtractionSettings(true, "fast", Duration.ofSeconds(1));

  @TempDir Path folder;

  private final AtomicReference<String> answer = new AtomicReference<>("{\"changes\": []}");
  private final List<ChatRequest> asked = new ArrayList<>();
  private Store store;
  private Facts facts;
  private Extraction extraction;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    facts = new Facts(store, () -> NOW, new SecureRandom(), () -> new FactBounds(100, 1_000));
    extraction =
        new Extraction(
            facts,
            () -> ON,
            (request, _, _) -> {
              asked.add(request);
              return answer.get();
            },
            () -> NOW,
            Runnable::run);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static MemoryTurn turn(String said, String answered) {
    var message = new MemoryTurn.Utterance("msg_1", said, NOW.minusSeconds(5));
    return new MemoryTurn("acme", "anna", "s1", List.of(message), answered);
  }

  private static ObjectNode change(String operation, String text, String quote) {
    return Json.object()
        .put("operation", operation)
        .put("message", 1)
        .put("text", text)
        .put("quote", quote)
        .put("confidence", 0.9);
  }

  private int look(String said, String answered, ObjectNode... changes) {
    var all = Json.object();
    all.putArray("changes").addAll(List.of(changes));
    answer.set(Json.text(all));
    return extraction.look(turn(said, answered));
  }

  private List<Fact> all() {
    var selection = new FactSelection("anna", Set.of(FactState.values()), 100, "");
    return Store.await(facts.list("acme", selection)).facts();
  }

  private List<String> current() {
    return Store.await(facts.current("acme", "anna")).stream().map(Fact::text).toList();
  }

  @Test
  void what_the_user_said_is_kept_with_where_it_was_said() {
    look("My dog Rex is ill", "Oh!", change("add", "Has a dog called Rex", "My dog Rex"));
    var fact = all().getFirst();
    assertThat(fact.text()).isEqualTo("Has a dog called Rex");
    assertThat(fact.confidence()).isEqualTo(0.9);
    assertThat(fact.provenance().session()).isEqualTo("s1");
    assertThat(fact.provenance().message()).isEqualTo("msg_1");
    assertThat(fact.provenance().at()).isEqualTo(NOW.minusSeconds(5));
  }

  @Test
  void a_model_is_shown_the_nearest_facts_and_the_messages() {
    look("I live in Paris", "", change("add", "Lives in Paris", "I live in Paris"));
    look("Paris is too loud, I moved to Rome", "Good luck");
    var prompt = Json.text(asked.getLast().body().get("messages"));
    assertThat(prompt).contains("Lives in Paris").contains("I moved to Rome");
    assertThat(asked.getLast().wantsSchema()).isTrue();
  }

  @Test
  void an_update_supersedes_and_a_retraction_leaves_the_old_one_visible() {
    look("I live in Paris", "", change("add", "Lives in Paris", "I live in Paris"));
    look("I moved to Rome", "", change("update", "Lives in Rome", "moved to Rome").put("fact", 1));
    assertThat(current()).containsExactly("Lives in Rome");
    look("I have no home any more", "", change("delete", "", "no home").put("fact", 1));
    assertThat(current()).isEmpty();
    assertThat(all())
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.state()).isEqualTo(FactState.SUPERSEDED));
  }

  @Test
  void the_language_is_kept_as_said() {
    look("我对花生过敏，别忘了", "好的", change("add", "Is allergic to peanuts", "我对花生过敏"));
    look("I like 北京烤鸭", "", change("add", "喜欢北京烤鸭", "I like 北京烤鸭"));
    assertThat(current()).containsExactly("喜欢北京烤鸭", "我对花生过敏");
  }

  @Test
  void nothing_is_noted_that_the_user_has_not_said() {
    int made =
        look(
            "What do you know about me?",
            "You have a dog called Rex, and you are allergic to peanuts.",
            change("add", "Has a dog called Rex", "You have a dog called Rex"),
            change("add", "Is allergic to peanuts", "allergic to peanuts"),
            change("add", "Is a spy", ""),
            change("add", "Is a spy", "I am a spy"));
    assertThat(made).isZero();
    assertThat(all()).isEmpty();
  }

  @Test
  void memories_do_not_breed_however_often_they_are_recalled() {
    look("I drink green tea", "", change("add", "Drinks green tea", "I drink green tea"));
    for (int i = 0; i < 100; i++) {
      look(
          "What shall I drink, tea?",
          "You drink green tea, so: green tea.",
          change("add", "Drinks green tea", "You drink green tea"),
          change("add", "Drinks  green TEA.", "tea"),
          change("update", "Drinks green tea", "tea").put("fact", 1),
          change("add", "Likes green tea no. " + i, "You drink green tea"));
    }
    assertThat(all()).hasSize(1);
    assertThat(current()).containsExactly("Drinks green tea");
  }

  @Test
  void what_holds_for_a_while_ends_and_what_has_ended_is_not_noted() {
    look(
        "I am in Oslo until Friday and was in Rome",
        "",
        change("add", "Is in Oslo", "I am in Oslo").put("expires_at", "2026-01-03T00:00:00Z"),
        change("add", "Is in Rome", "was in Rome").put("expires_at", "2025-01-01T00:00:00Z"));
    assertThat(current()).containsExactly("Is in Oslo");
    assertThat(all().getFirst().times().expires()).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "42",
        "{\"changes\": null}",
        "{\"changes\": \"add\"}",
        "{\"changes\": [null, 1, \"x\", [], {}]}",
        "{\"changes\": [{\"operation\": \"drop table\", \"message\": 1, \"quote\": \"tea\"}]}",
        "{\"changes\": [{\"operation\": \"add\", \"message\": 9, \"quote\": \"tea\", \"text\":"
            + " \"x\"}]}",
        "{\"changes\": [{\"operation\": \"add\", \"message\": -1, \"quote\": \"tea\", \"text\":"
            + " \"x\"}]}",
        "{\"changes\": [{\"operation\": \"update\", \"message\": 1, \"fact\": 7, \"quote\":"
            + " \"tea\", \"text\": \"x\"}]}",
        "{\"changes\": [{\"operation\": \"delete\", \"message\": 1, \"fact\": 0, \"quote\":"
            + " \"tea\"}]}",
        "{\"changes\": [{\"operation\": \"add\", \"message\": 1, \"quote\": \"tea\", \"text\": \""
            + " \"}]}",
        "{\"changes\": [{\"operation\": {\"a\": 1}, \"message\": [], \"quote\": 3, \"text\": {}}]}",
        "I am sorry, I cannot do that"
      })
  void an_answer_of_another_form_changes_nothing(String hostile) {
    answer.set(hostile);
    try {
      assertThat(extraction.look(turn("I drink tea", ""))).isZero();
    } catch (Fault fault) {
      assertThat(fault.code()).isIn(FaultCode.UPSTREAM_ERROR, FaultCode.TRUNCATED);
    }
    assertThat(all()).isEmpty();
  }

  @Test
  void a_flood_is_cut_and_long_texts_are_left_out() {
    var changes = new ObjectNode[200];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = change("add", "fact " + i + (i == 0 ? "x".repeat(600) : ""), "I drink tea");
    }
    assertThat(look("I drink tea", "", changes)).isEqualTo(20);
    assertThat(current()).doesNotContain("fact 0");
  }

  @Test
  void a_model_that_fails_disturbs_nobody() {
    var failing =
        new Extraction(
            facts,
            () -> ON,
            (_, _, _) -> {
              throw Fault.of(FaultCode.OVERLOADED, "no");
            },
            () -> NOW,
            Runnable::run);
    failing.note(() -> turn("I drink tea", ""));
    assertThat(all()).isEmpty();
  }

  private static String dog() {
    var all = Json.object();
    all.putArray("changes").add(change("add", "Has a dog called Rex", "My dog Rex"));
    return Json.text(all);
  }

  @Test
  void nothing_is_noted_from_what_was_said_before_its_user_was_erased() {
    var late =
        new Extraction(
            facts,
            () -> ON,
            (_, _, _) -> {
              Store.await(facts.forgetUser("acme", "anna"));
              return dog();
            },
            () -> NOW,
            Runnable::run);
    assertThat(late.look(turn("My dog Rex is ill", ""))).isZero();
    assertThat(all()).isEmpty();
  }

  @Test
  void nothing_is_noted_from_a_message_that_is_not_there_any_more() {
    answer.set(dog());
    assertThat(extraction.heldBy((_, _, _) -> false).look(turn("My dog Rex is ill", ""))).isZero();
    assertThat(all()).isEmpty();
    assertThat(extraction.look(turn("My dog Rex is ill", ""))).isEqualTo(1);
  }
}
