package dev.tutti.integration;

import static dev.tutti.integration.GroupExamples.speaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KillableServer;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Kills a server in the middle of turns of groups, {@code -Dtutti.kills=20} times when asked to:
 * what was acknowledged is whole, and nothing is there twice.
 */
class GroupKillTest {
  private static final int KILLS = Integer.getInteger("tutti.kills", 1);
  private static final int POSTS = 30;
  private static final int ACKNOWLEDGED = 10;
  private static final String KEY = "idempotency-key";

  @TempDir Path folder;

  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private boolean stalls;

  @Test
  void a_turn_goes_on_after_kill_9_with_those_who_have_not_spoken() throws Exception {
    stalls = true;
    try (var upstream = TestingUpstream.start()) {
      upstream.remembersNothing();
      upstream.playAlways(this::answer);
      var group = killedWhileBoSpeaks(upstream.url());
      try (var server = started(upstream.url())) {
        var caller = server.caller();
        assertThat(names(history(caller, group))).containsExactly("Kim", "Nara");
        var again = post(caller, group, "Hi", "k1");
        assertThat(again.has("repeated")).isFalse();
        assertThat(again.at("/replies/0/reply").asString()).isEqualTo("Nara says so.");
        assertThat(again.at("/replies/1/reply").asString()).isEqualTo("Bo says so.");
        assertThat(asked).containsEntry("Nara", 1).containsEntry("Bo", 2);
        var more = post(caller, group, "Hi", "k1");
        assertThat(more.path("repeated").asBoolean()).isTrue();
        assertThat(more.path("replies")).isEqualTo(again.path("replies"));
        assertThat(post(caller, group, "And now?", "k2").path("replies")).hasSize(2);
        assertThat(names(history(caller, group)))
            .containsExactly("Kim", "Nara", "Bo", "Kim", "Nara", "Bo");
      }
    }
  }

  private void answer(Turn turn) throws IOException, InterruptedException {
    var name = speaker(Json.tree(turn.heard().body()));
    if (asked.merge(name, 1, Integer::sum) == 1 && stalls && name.equals("Bo")) {
      turn.stall();
    } else {
      Chat.says(name + " says so.").play(turn);
    }
  }

  private String killedWhileBoSpeaks(String upstream) throws Exception {
    TestingAdmin client;
    String group;
    try (var server = started(upstream)) {
      client = new TestingAdmin(server.url(), "");
      group = group(server.caller());
      postAside(client, group, "Hi", "k1", _ -> {});
      Patience.until(() -> asked.containsKey("Bo"), "Bo is asked");
    }
    client.close(); // it waits for what its server has not answered
    return group;
  }

  /** Posts while nobody waits, as the server may be killed. */
  private static void postAside(
      TestingAdmin client, String group, String content, String key, Consumer<JsonNode> then) {
    Thread.startVirtualThread(
        () -> {
          try {
            then.accept(post(client, group, content, key));
          } catch (IllegalStateException _) {
            // the server was killed
          }
        });
  }

  @Test
  void acknowledged_turns_are_whole_and_no_message_is_there_twice() throws Exception {
    var acknowledged = ConcurrentHashMap.<String>newKeySet();
    try (var upstream = TestingUpstream.start()) {
      upstream.remembersNothing();
      upstream.playAlways(this::answer);
      String group;
      try (var server = started(upstream.url())) {
        group = group(server.caller());
      }
      for (int kill = 0; kill < KILLS; kill++) {
        killed(upstream.url(), group, acknowledged);
      }
      try (var server = started(upstream.url())) {
        for (int i = 0; i < POSTS; i++) {
          post(server.caller(), group, "m" + i, "m" + i);
        }
        assertWhole(history(server.caller(), group), acknowledged);
      }
    }
  }

  /** Posts at once, each under its key, until some are acknowledged and the server is killed. */
  private void killed(String upstream, String group, Set<String> acknowledged) throws Exception {
    var enough = new CountDownLatch(ACKNOWLEDGED);
    TestingAdmin client;
    try (var server = started(upstream)) {
      client = new TestingAdmin(server.url(), "");
      for (int i = 0; i < POSTS; i++) {
        var name = "m" + i;
        postAside(
            client,
            group,
            name,
            name,
            answer -> {
              if (!answer.has("repeated")) {
                acknowledged.add(answer.at("/message/id").asString());
              }
              enough.countDown();
            });
      }
      assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();
    }
    client.close();
  }

  /** Each message once; behind it its replies, in their order, both where it was acknowledged. */
  private static void assertWhole(List<JsonNode> history, Set<String> acknowledged) {
    var said = new HashSet<String>();
    for (int i = 0; i < history.size(); ) {
      var message = history.get(i++);
      assertThat(message.path("name").asString()).isEqualTo("Kim");
      assertThat(said.add(message.path("content").asString())).as("once").isTrue();
      for (var name : List.of("Nara", "Bo")) {
        boolean is = i < history.size() && history.get(i).path("name").asString().equals(name);
        assertThat(is || !acknowledged.contains(message.path("id").asString())).isTrue();
        if (is) {
          assertThat(history.get(i++).path("turn")).isEqualTo(message.path("turn"));
        }
      }
    }
    assertThat(said).hasSize(POSTS);
  }

  private KillableServer started(String upstream) throws Exception {
    return KillableServer.start(
        folder, "providers: {up: {base_url: \"%s\", api_key: sk}}".formatted(upstream));
  }

  private static String group(TestingAdmin caller) {
    var members =
        List.of(GroupExamples.character(caller, "Nara"), GroupExamples.character(caller, "Bo"));
    return GroupExamples.group(caller, members, "\"policy\":\"list\",\"model\":\"up/m\"");
  }

  private static String path(String group) {
    return "/v1/groups/" + group + "/messages";
  }

  private static String body(String content) {
    return "{\"content\":\"" + content + "\"}";
  }

  private static JsonNode post(TestingAdmin caller, String group, String content, String key) {
    var answer = caller.ask("POST", path(group), body(content), KEY, key);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static List<JsonNode> history(TestingAdmin caller, String group) {
    var found = caller.get(path(group) + "?limit=1000").json().path("data");
    return found.valueStream().toList();
  }

  private static List<String> names(List<JsonNode> history) {
    return history.stream().map(each -> each.path("name").asString()).toList();
  }
}
