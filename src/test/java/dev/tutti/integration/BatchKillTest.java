package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KillableServer;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingForm;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a server in the middle of a batch, {@code -Dtutti.kills=20} times when asked to. */
class BatchKillTest {
  private static final int KILLS = Integer.getInteger("tutti.kills", 2);
  private static final int LINES = 600;
  private static final int PLACES = 8;

  @TempDir Path folder;

  private final Map<String, Integer> asked = new ConcurrentHashMap<>();

  @Test
  void no_line_is_lost_and_none_that_was_answered_is_asked_again() throws Exception {
    try (var upstream = TestingUpstream.start()) {
      upstream.remembersNothing();
      upstream.playAlways(this::answer);
      var id = "";
      for (int kill = 0; kill < KILLS; kill++) {
        id = killed(upstream.url(), id, LINES * (kill + 1) / (KILLS + 1));
      }
      finished(upstream.url(), id);
      assertThat(asked).hasSize(LINES);
      long again = asked.values().stream().filter(times -> times > 1).count();
      assertThat(again).isLessThanOrEqualTo((long) KILLS * PLACES);
    }
  }

  private void answer(Turn turn) throws IOException {
    var text = Json.tree(turn.heard().body()).at("/messages/0/content").asString();
    asked.merge(text, 1, Integer::sum);
    turn.json(200, Chat.whole("re " + text));
  }

  /** Lets the batch come so far, then kills the server; gives its id. */
  private String killed(String upstream, String known, int done) throws Exception {
    try (var server = started(upstream)) {
      var id = known.isEmpty() ? create(server.caller()) : known;
      Patience.until(() -> asked.size() >= done, done + " lines were asked");
      return id;
    }
  }

  private static String create(TestingAdmin nobody) {
    var lines =
        IntStream.range(0, LINES)
            .mapToObj(
                i ->
                    "{\"custom_id\":\"c%d\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":{\"model\":\"up/m\",\"messages\":[{\"role\":\"user\",\"content\":\"q%d\"}]}}"
                        .formatted(i, i))
            .collect(Collectors.joining("\n"));
    var form = new TestingForm().field("purpose", "batch").file("in.jsonl", lines);
    var file = nobody.upload("/v1/files", form).json().path("id").asString();
    var body = "{\"input_file_id\":\"%s\",\"endpoint\":\"/v1/chat/completions\"}".formatted(file);
    return nobody.post("/v1/batches", body).json().path("id").asString();
  }

  /** It goes on by itself, and each line has one outcome. */
  private void finished(String upstream, String id) throws Exception {
    try (var server = started(upstream)) {
      var nobody = server.caller();
      var path = "/v1/batches/" + id;
      Patience.until(
          () -> nobody.get(path).json().path("status").asString().equals("completed"),
          "the batch is completed");
      var batch = nobody.get(path).json();
      assertThat(batch.path("request_counts").path("completed").asInt()).isEqualTo(LINES);
      var output = batch.path("output_file_id").asString();
      var ids =
          nobody
              .get("/v1/files/" + output + "/content")
              .text()
              .lines()
              .map(line -> Json.tree(line).path("custom_id").asString())
              .toList();
      assertThat(ids).hasSize(LINES).doesNotHaveDuplicates();
    }
  }

  private KillableServer started(String upstream) throws Exception {
    return KillableServer.start(
        folder,
        """
        providers: {up: {base_url: "%s", api_key: sk}}
        batches: {concurrency: %d}
        """
            .formatted(upstream, PLACES));
  }
}
