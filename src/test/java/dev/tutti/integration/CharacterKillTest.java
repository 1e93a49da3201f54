package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KillableServer;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a server in the middle of eight categories, each of which is paid for. */
class CharacterKillTest {
  /** Categories whose first answer does not come before the kill. */
  private static final String OPEN = "values speech_style";

  private static final String TEXT = "奈良在海上飞邮件。";

  @TempDir Path folder;

  private final Map<String, Integer> asked = new ConcurrentHashMap<>();

  @Test
  void no_category_that_was_answered_is_paid_for_again() throws Exception {
    try (var upstream = TestingUpstream.start()) {
      upstream.remembersNothing();
      upstream.playAlways(this::answer);
      var path = killed(upstream.url());
      try (var server = started(upstream.url())) {
        var nobody = server.caller();
        Patience.until(
            () -> nobody.get(path).json().path("status").asString().equals("succeeded"),
            "the task has succeeded");
        var task = nobody.get(path).json();
        assertThat(task.at("/result/profile").size()).isEqualTo(8);
        assertThat(task.at("/usage/total_tokens").asInt()).isEqualTo(8 * 11);
        assertThat(nobody.get("/v1/characters").json().path("data").size()).isEqualTo(1);
      }
      asked.forEach(
          (category, times) ->
              assertThat(times).as(category).isEqualTo(OPEN.contains(category) ? 2 : 1));
    }
  }

  private void answer(Turn turn) throws IOException, InterruptedException {
    var request = Json.tree(turn.heard().body());
    var category = request.at("/response_format/json_schema/name").asString();
    if (asked.merge(category, 1, Integer::sum) == 1 && OPEN.contains(category)) {
      turn.stall();
    } else {
      turn.json(200, Chat.whole("{\"data\":%s,\"sources\":[]}".formatted(data(category))));
    }
  }

  private static String data(String category) {
    return category.equals("relationships") || category.equals("abilities")
        ? "[]"
        : "{\"summary\":\"s\"}";
  }

  private String killed(String upstream) throws Exception {
    try (var server = started(upstream)) {
      var task =
          server
              .caller()
              .post(
                  "/v1/characters",
                  "{\"role\":\"奈良\",\"text\":\"%s\",\"model\":\"up/m\"}".formatted(TEXT));
      assertThat(task.status()).as(task.text()).isEqualTo(202);
      var id = task.json().path("task_id").asString();
      Patience.until(
          () -> server.caller().get("/v1/tasks/" + id).json().at("/progress/done").asInt(0) == 6,
          "six categories are kept");
      return "/v1/tasks/" + id;
    }
  }

  private KillableServer started(String upstream) throws Exception {
    return KillableServer.start(
        folder, "providers: {up: {base_url: \"%s\", api_key: sk}}".formatted(upstream));
  }
}
