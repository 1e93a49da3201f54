package dev.tutti.integration;

import static dev.tutti.integration.GroupExamples.speaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingClient;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Turns of groups that are cancelled. */
class GroupCancelTest {
  @RegisterExtension static final Rig rig = Rig.of(GroupExamples.YAML);

  private static TestingAdmin caller;
  private static List<String> members;
  private final ModelScripts scripts = new ModelScripts();

  @BeforeAll
  static void bring() {
    caller = new TestingAdmin(rig.tutti().url(), "");
    members =
        List.of(
            GroupExamples.character(caller, "Nara"),
            GroupExamples.character(caller, "Bo"),
            GroupExamples.character(caller, "Ann"));
  }

  @AfterAll
  static void leave() {
    caller.close();
  }

  /** Bo begins and never ends; the others answer at once. */
  @BeforeEach
  void play() {
    rig.upstream()
        .playAlways(
            scripts.on(
                "qwen3-8b",
                turn -> {
                  if (speaker(Json.tree(turn.heard().body())).equals("Bo")) {
                    turn.stream().event(Chat.role()).event(Chat.text("One ")).stall();
                  } else {
                    Chat.says("Yes.").play(turn);
                  }
                }));
  }

  private static String group() {
    return GroupExamples.group(caller, members, "\"policy\":\"list\",\"model\":\"qwen3_8b\"");
  }

  private static JsonNode cancel(String group) {
    var answer = caller.post("/v1/groups/" + group + "/cancel", "");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> history(String group) {
    return GroupExamples.history(caller, group);
  }

  private void untilBoSpeaks() {
    Patience.until(
        () -> scripts.asked().stream().anyMatch(each -> speaker(each).equals("Bo")), "Bo is asked");
  }

  @Test
  void who_waits_is_told_what_was_said_until_then() throws Exception {
    var group = group();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var post =
          threads.submit(
              () -> caller.post("/v1/groups/" + group + "/messages", "{\"content\":\"Hi\"}"));
      untilBoSpeaks();
      assertThat(cancel(group).path("cancelled").asBoolean()).isTrue();
      var answer = post.get();
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.json().path("cancelled").asBoolean()).isTrue();
      assertThat(answer.json().path("replies")).hasSize(1);
      assertThat(answer.json().at("/failures/0/name").asString()).isEqualTo("Bo");
      assertThat(answer.json().at("/failures/0/error/code").asString()).isEqualTo("cancelled");
    }
    assertThat(history(group)).containsExactly("Kim: Hi", "Nara: Yes.");
    assertThat(scripts.asked()).hasSize(2); // Ann is not asked any more
    assertThat(cancel(group).path("cancelled").asBoolean()).isFalse();
  }

  @Test
  void a_stream_ends_with_what_was_said_until_then() throws Exception {
    var group = group();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var post =
          threads.submit(
              () -> caller.post("/v1/groups/" + group + "/stream", "{\"content\":\"Hi\"}").text());
      untilBoSpeaks();
      cancel(group);
      assertThat(cancel(group).path("cancelled").asBoolean()).as("at once").isFalse();
      assertThat(post.get())
          .contains("\"text\":\"Yes.\"", "event: turn_end", "\"code\":\"cancelled\"")
          .endsWith("\"cancelled\":true}\n\n")
          .doesNotContain("event: error");
    }
  }

  @Test
  void the_turn_of_a_caller_who_has_left_is_cancelled_and_the_next_one_begins() throws Exception {
    var group = group();
    try (var client = TestingClient.connect(rig.tutti().url())) {
      client.post("/v1/groups/" + group + "/stream", "{\"content\":\"Hi\"}").head();
      untilBoSpeaks();
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var next =
          threads.submit(
              () ->
                  caller.post(
                      "/v1/groups/" + group + "/messages",
                      "{\"content\":\"Still there?\",\"speaker\":\"Ann\"}"));
      assertThat(cancel(group).path("cancelled").asBoolean()).isTrue();
      assertThat(next.get().json().at("/replies/0/reply").asString()).isEqualTo("Yes.");
    }
    assertThat(history(group))
        .containsExactly("Kim: Hi", "Nara: Yes.", "Kim: Still there?", "Ann: Yes.");
  }

  @Test
  void what_nobody_has_answered_stays_and_is_gone_on_from() throws Exception {
    var group = group();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var post =
          threads.submit(
              () ->
                  caller.post(
                      "/v1/groups/" + group + "/messages",
                      "{\"content\":\"Hi\",\"speaker\":\"Bo\"}"));
      untilBoSpeaks();
      cancel(group);
      assertThat(post.get().json().path("replies")).isEmpty();
    }
    assertThat(history(group)).containsExactly("Kim: Hi");
    var on = caller.post("/v1/groups/" + group + "/continue", "{\"speaker\":\"Nara\"}");
    assertThat(on.json().path("replies")).hasSize(1);
    assertThat(history(group)).containsExactly("Kim: Hi", "Nara: Yes.");
  }

  @Test
  void a_group_of_nobody_has_no_turn() {
    assertThat(caller.post("/v1/groups/group_no/cancel", "").status()).isEqualTo(404);
    var stranger =
        caller.ask("POST", "/v1/groups/" + group() + "/cancel", "", "x-tutti-user", "Eve");
    assertThat(stranger.status()).isEqualTo(404);
  }
}
