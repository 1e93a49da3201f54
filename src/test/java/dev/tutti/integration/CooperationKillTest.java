package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KillableServer;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a server in the middle of a pipeline of eight steps, each of which is paid for. */
class CooperationKillTest {
  private static final int STEPS = 8;

  /** The step whose first answer does not come before the kill. */
  private static final int OPEN = 5;

  @TempDir Path folder;

  private final Map<Integer, Integer> asked = new ConcurrentHashMap<>();

  @Test
  void no_step_that_was_answered_is_paid_for_again() throws Exception {
    try (var upstream = TestingUpstream.start()) {
      upstream.remembersNothing();
      upstream.playAlways(this::answer);
      var id = killed(upstream.url());
      finished(upstream.url(), id);
      for (int step = 1; step <= STEPS; step++) {
        assertThat(asked.get(step)).as("step " + step).isEqualTo(step == OPEN ? 2 : 1);
      }
    }
  }

  private void answer(Turn turn) throws IOException, InterruptedException {
    var prompt = ModelScripts.prompt(Json.tree(turn.heard().body()));
    int step = Integer.parseInt(prompt.substring(0, 1));
    if (asked.merge(step, 1, Integer::sum) == 1 && step == OPEN) {
      turn.stall();
    } else {
      turn.json(200, Chat.whole("output " + step));
    }
  }

  private String killed(String upstream) throws Exception {
    try (var server = started(upstream)) {
      var task = server.caller().post("/v1/cooperation/pipeline", body());
      assertThat(task.status()).as(task.text()).isEqualTo(202);
      Patience.until(() -> asked.containsKey(OPEN), "step " + OPEN + " is asked");
      return task.json().path("task_id").asString();
    }
  }

  private static String body() {
    var steps =
        IntStream.rangeClosed(1, STEPS)
            .mapToObj(
                i ->
                    "{\"step\":\"s%d\",\"model\":\"up/m\",\"task\":\"%d of eight\"}"
                        .formatted(i, i))
            .collect(Collectors.joining(","));
    return "{\"query\":\"q\",\"background\":true,\"pipeline_config\":[%s]}".formatted(steps);
  }

  private void finished(String upstream, String id) throws Exception {
    try (var server = started(upstream)) {
      var nobody = server.caller();
      var path = "/v1/tasks/" + id;
      Patience.until(
          () -> !List.of("pending", "running", "retrying").contains(status(nobody, path)),
          "the task has ended");
      var task = nobody.get(path).json();
      assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("succeeded");
      assertThat(task.at("/result/pipeline_results").size()).isEqualTo(STEPS);
      assertThat(task.at("/result/final_result").asString()).isEqualTo("output " + STEPS);
      assertThat(task.at("/usage/total_tokens").asInt()).isEqualTo(STEPS * 11);
    }
  }

  private static String status(TestingAdmin nobody, String path) {
    return nobody.get(path).json().path("status").asString("");
  }

  private KillableServer started(String upstream) throws Exception {
    return KillableServer.start(
        folder, "providers: {up: {base_url: \"%s\", api_key: sk}}".formatted(upstream));
  }
}
