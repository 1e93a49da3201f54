package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens, as it is told to who watches. */
class EventsTest {
  private static final String LATER =
      "{\"kind\":\"chat\",\"run_at\":\"2999-01-01T00:00:00Z\",\"input\":%s}"
          .formatted(question("sim"));

  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  private static TestingClient watch(String topics, String... headers) throws IOException {
    var client = rig.tutti().client().get("/admin/events?topics=" + topics, headers);
    assertThat(client.head().status()).isEqualTo(200);
    return client;
  }

  /** Lines of the next event; comments are none. */
  private static List<String> next(TestingClient client) throws IOException {
    while (true) {
      var lines = client.event().orElseThrow().lines().toList();
      if (lines.stream().anyMatch(each -> each.startsWith("event:"))) {
        return lines;
      }
    }
  }

  /** Lines of the next event that tells of something, as calls of tasks are told, too. */
  private static List<String> next(TestingClient client, String of) throws IOException {
    var lines = next(client);
    while (lines.stream().noneMatch(each -> each.contains(of))) {
      lines = next(client);
    }
    return lines;
  }

  private static String ask() throws IOException {
    try (var client = rig.ask(question("sim"))) {
      return client.answer().header("x-tutti-request-id");
    }
  }

  @Test
  void calls_are_told_and_who_comes_back_goes_on_where_it_was() throws Exception {
    String seen;
    try (var watcher = watch("call.ended")) {
      var first = ask();
      var event = next(watcher, first);
      assertThat(event.get(1)).isEqualTo("event: call.ended");
      assertThat(event.get(2)).contains(first, "\"outcome\":\"completed\"").doesNotContain("Hello");
      seen = event.getFirst().substring("id: ".length());
    }
    var second = ask();
    try (var watcher = watch("call.ended", "last-event-id: " + seen)) {
      assertThat(next(watcher, second).get(1)).isEqualTo("event: call.ended");
    }
  }

  @Test
  void every_call_counts_however_many_end_at_once() throws Exception {
    int asked = 200;
    try (var watcher = watch("call.ended")) {
      try (var client = rig.tutti().client()) {
        for (int i = 0; i < asked; i++) {
          assertThat(client.post("/v1/chat/completions", question("sim")).answer().status())
              .isEqualTo(200);
        }
      }
      int told = 0;
      while (told < asked) {
        var data = Json.tree(next(watcher).get(2).substring("data: ".length()));
        told += data.path("more").asInt(1);
      }
      assertThat(told).isGreaterThanOrEqualTo(asked);
    }
  }

  @Test
  void who_comes_from_another_run_hears_that_it_has_missed_some() throws Exception {
    try (var watcher = watch("live.tick", "last-event-id: abc-7")) {
      assertThat(next(watcher)).contains("event: missed", "data: {\"count\":null}");
      assertThat(next(watcher)).contains("event: live.tick");
    }
  }

  @Test
  void tasks_that_have_changed_are_told_together() throws Exception {
    try (var watcher = watch("task.changed");
        var client = rig.tutti().client()) {
      var task = "{\"kind\":\"chat\",\"input\":" + question("sim") + "}";
      var id = Json.tree(client.post("/v1/tasks", task).answer().body()).path("task_id");
      var event = next(watcher);
      assertThat(event.get(1)).isEqualTo("event: task.changed");
      assertThat(event.get(2)).contains(id.asString("none"));
    }
  }

  /** Those that wait for a day far away change once, when they are submitted. */
  @Test
  void tasks_beyond_those_that_are_named_are_counted() throws Exception {
    int submitted = 300;
    try (var watcher = watch("task.changed");
        var client = rig.tutti().client()) {
      for (int i = 0; i < submitted; i++) {
        var answer = client.post("/v1/tasks", LATER).answer();
        assertThat(answer.status()).as(answer.body()).isIn(200, 201, 202);
      }
      int named = 0;
      long more = 0;
      while (named + more < submitted) {
        var data = Json.tree(next(watcher).get(2).substring("data: ".length()));
        assertThat(data.path("ids").size()).isLessThanOrEqualTo(100);
        named += data.path("ids").size();
        more += data.path("more").asLong(0);
      }
      assertThat(named).isPositive();
    }
  }

  @Test
  void an_unknown_topic_is_refused() throws Exception {
    try (var client = rig.tutti().client()) {
      var heard = client.get("/admin/events?topics=call.endde").answer();
      assertThat(heard.status()).isEqualTo(400);
      assertThat(heard.body()).contains("call.ended");
    }
  }
}
