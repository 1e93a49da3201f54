package dev.tutti.integration;

import static dev.tutti.integration.GroupExamples.speaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Turns of groups: many at once, and callers who leave. */
class GroupTurnsTest {
  private static final int POSTS = 50;

  @RegisterExtension static final Rig rig = Rig.of(GroupExamples.YAML);

  private static TestingAdmin caller;
  private static List<String> members;

  @BeforeAll
  static void bring() {
    caller = new TestingAdmin(rig.tutti().url(), "");
    members =
        List.of(GroupExamples.character(caller, "Nara"), GroupExamples.character(caller, "李明"));
  }

  @AfterAll
  static void leave() {
    caller.close();
  }

  private static String group() {
    return GroupExamples.group(caller, members, "\"policy\":\"list\",\"model\":\"qwen3_8b\"");
  }

  private static List<JsonNode> history(String group) {
    return caller
        .get("/v1/groups/" + group + "/messages?limit=1000")
        .json()
        .path("data")
        .valueStream()
        .toList();
  }

  @Test
  void fifty_posts_at_once_are_fifty_turns_one_after_the_other() throws Exception {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    rig.upstream()
        .playAlways(
            new ModelScripts()
                .on(
                    "qwen3-8b",
                    turn -> {
                      most.accumulateAndGet(running.incrementAndGet(), Math::max);
                      turn.stream().event(Chat.role()).event(Chat.text("Yes."));
                      running.decrementAndGet();
                      turn.event(Chat.finish()).event(Chat.usage()).done();
                    }));
    var group = group();
    var posts = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < POSTS; i++) {
      var body = "{\"content\":\"message %d\"}".formatted(i);
      posts.add(() -> caller.post("/v1/groups/" + group + "/messages", body).status());
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(posts)) {
        assertThat(each.get()).isEqualTo(200);
      }
    }
    assertThat(most.get()).isEqualTo(1);
    var lines = history(group);
    assertThat(lines).hasSize(3 * POSTS);
    var said = new HashSet<String>();
    for (int i = 0; i < lines.size(); i += 3) {
      said.add(lines.get(i).path("content").asString());
      assertThat(lines.get(i).path("role").asString()).isEqualTo("user");
      assertThat(lines.get(i + 1).path("name").asString()).isEqualTo("Nara");
      assertThat(lines.get(i + 2).path("name").asString()).isEqualTo("李明");
      assertThat(lines.get(i + 2).path("turn")).isEqualTo(lines.get(i).path("turn"));
    }
    assertThat(said).hasSize(POSTS);
  }

  @Test
  void the_turn_of_a_caller_who_leaves_goes_on_to_its_end() throws Exception {
    var gate = new Gate();
    rig.upstream()
        .playAlways(
            new ModelScripts()
                .on(
                    "qwen3-8b",
                    turn ->
                        turn.stream()
                            .event(Chat.role())
                            .event(Chat.text("One "))
                            .await(gate)
                            .event(Chat.text("two."))
                            .event(Chat.finish())
                            .event(Chat.usage())
                            .done()));
    var group = group();
    try (var client = TestingClient.connect(rig.tutti().url())) {
      client.post("/v1/groups/" + group + "/stream", "{\"content\":\"Hi\"}").head();
      assertThat(client.data()).contains("event: turn", "Nara");
      assertThat(client.data()).contains("event: delta", "One ");
    }
    gate.open();
    Patience.until(() -> history(group).size() == 3, "both have spoken");
    assertThat(history(group).getLast().path("content").asString()).isEqualTo("One two.");
  }

  @Test
  void groups_and_characters_do_not_wait_for_each_other() throws Exception {
    var gate = new Gate();
    var scripts =
        new ModelScripts()
            .on(
                "qwen3-8b",
                turn ->
                    turn.await(gate).stream()
                        .event(Chat.role())
                        .event(Chat.text("Late."))
                        .event(Chat.finish())
                        .event(Chat.usage())
                        .done())
            .says("qwen3-32b", request -> "I am " + speaker(request));
    rig.upstream().playAlways(scripts);
    var slow = group();
    var quick = group();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first =
          threads.submit(
              () -> caller.post("/v1/groups/" + slow + "/messages", "{\"content\":\"Hi\"}"));
      Patience.until(() -> !scripts.asked().isEmpty(), "the slow one is asked");
      var body = "{\"content\":\"Hi\",\"model\":\"qwen3_32b\"}";
      assertThat(caller.post("/v1/groups/" + quick + "/messages", body).status()).isEqualTo(200);
      var chat =
          "{\"model\":\"character:Nara@qwen3_32b\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
      assertThat(caller.post("/v1/chat/completions", chat).status()).isEqualTo(200);
      gate.open();
      assertThat(first.get().status()).isEqualTo(200);
    }
  }

  @Test
  void ten_groups_at_once_are_asked_at_once() throws Exception {
    var all = new CountDownLatch(10);
    rig.upstream()
        .playAlways(
            new ModelScripts()
                .on(
                    "qwen3-8b",
                    turn -> {
                      all.countDown();
                      boolean together = all.await(20, TimeUnit.SECONDS);
                      Chat.says(together ? "together" : "alone").play(turn);
                    }));
    var posts = new ArrayList<Callable<JsonNode>>();
    for (int i = 0; i < 10; i++) {
      var path = "/v1/groups/" + group() + "/messages";
      posts.add(() -> caller.post(path, "{\"content\":\"Hi\"}").json());
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(posts)) {
        assertThat(each.get().at("/replies/0/reply").asString()).isEqualTo("together");
      }
    }
  }
}
