package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens, as it is told to who watches. */
class EventsTest {
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
      var event = next(watcher);
      assertThat(event.get(1)).isEqualTo("event: call.ended");
      assertThat(event.get(2)).contains(first, "\"outcome\":\"completed\"").doesNotContain("Hello");
      seen = event.getFirst().substring("id: ".length());
    }
    var second = ask();
    try (var watcher = watch("call.ended", "last-event-id: " + seen)) {
      assertThat(next(watcher).get(2)).contains(second);
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
  void an_unknown_topic_is_refused() throws Exception {
    try (var client = rig.tutti().client()) {
      var heard = client.get("/admin/events?topics=call.endde").answer();
      assertThat(heard.status()).isEqualTo(400);
      assertThat(heard.body()).contains("call.ended");
    }
  }
}
