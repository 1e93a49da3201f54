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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Kills a server while the analysis of a document asks again about what was not borne out. */
class RepairKillTest {
  private static final int SECTIONS = 3;
  private static final Pattern SECTION = Pattern.compile("Section (\\d) earned \\$(\\d0) million");

  /** Section whose repair is open at the kill. */
  private static final String OPEN = "2";

  private static final List<String> UNFINISHED = List.of("pending", "running", "retrying");

  @TempDir Path folder;

  /** Answers by what was asked about. */
  private final Map<String, Integer> answered = new ConcurrentHashMap<>();

  private final Map<String, Integer> stalled = new ConcurrentHashMap<>();

  @Test
  void no_answer_about_a_chunk_or_a_repair_is_paid_for_twice() throws Exception {
    try (var upstream = TestingUpstream.start()) {
      upstream.remembersNothing();
      upstream.playAlways(this::answer);
      var id = killed(upstream.url());
      assertThat(answered.keySet()).contains("chunk 3", "repair 1").doesNotContain("repair 3");
      var result = finished(upstream.url(), id);

      assertThat(result.path("status").asString()).isEqualTo("complete");
      assertThat(result.at("/checks/repaired").asInt()).isEqualTo(SECTIONS);
      assertThat(result.path("key_insights").size()).isEqualTo(SECTIONS);
      assertThat(result.path("unsupported").isEmpty()).isTrue();
      assertThat(answered)
          .containsOnlyKeys(
              "chunk 1", "chunk 2", "chunk 3", "repair 1", "repair 2", "repair 3", "advice");
      assertThat(answered.values()).containsOnly(1);
      assertThat(stalled).containsOnlyKeys("repair " + OPEN);
    }
  }

  private void answer(Turn turn) throws IOException, InterruptedException {
    var asked = turn.heard().body();
    var section = SECTION.matcher(asked);
    boolean repair = asked.contains("could not be borne out");
    if (!repair && !asked.contains("You read a part of a document")) {
      say(turn, "advice", "{\"summary\":\"Sound.\",\"recommendations\":[]}");
      return;
    }
    assertThat(section.find()).as(asked).isTrue();
    var what = (repair ? "repair " : "chunk ") + section.group(1);
    if (what.equals("repair " + OPEN) && stalled.merge(what, 1, Integer::sum) == 1) {
      turn.stall();
      return;
    }
    var claim = repair ? section.group(2) : "99";
    say(
        turn,
        what,
        """
        {"insights":[{"text":"It earned $%s million.","quote":"%s","repairs":1}],"metrics":[],"risks":[]}\
        """
            .formatted(claim, section.group()));
  }

  private void say(Turn turn, String what, String answer) throws IOException {
    answered.merge(what, 1, Integer::sum);
    turn.json(200, Chat.whole(answer));
  }

  private String killed(String upstream) throws Exception {
    try (var server = started(upstream)) {
      var body = Json.object().put("content", report()).put("model", "up/m");
      body.put("background", true).putObject("parameters").put("parallel", 1);
      var task = server.caller().post("/v1/apps/document_analysis", Json.text(body));
      assertThat(task.status()).as(task.text()).isEqualTo(202);
      Patience.until(() -> !stalled.isEmpty(), "the repair is asked for");
      return task.json().path("task_id").asString();
    }
  }

  /** Text of as many chunks as sections. */
  private static String report() {
    var report = new StringBuilder("Annual report\n\n");
    for (int section = 1; section <= SECTIONS; section++) {
      report.append("Section %d earned $%d0 million. ".formatted(section, section));
      report.append("And nothing but plain words stands here. ".repeat(240)).append("\n\n");
    }
    return report.toString();
  }

  private JsonNode finished(String upstream, String id) throws Exception {
    try (var server = started(upstream)) {
      var caller = server.caller();
      var path = "/v1/tasks/" + id;
      Patience.until(
          () -> !UNFINISHED.contains(caller.get(path).json().path("status").asString("")),
          "the task has ended");
      var task = caller.get(path).json();
      assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("succeeded");
      return task.at("/result/result");
    }
  }

  private KillableServer started(String upstream) throws Exception {
    return KillableServer.start(
        folder, "providers: {up: {base_url: \"%s\", api_key: sk}}".formatted(upstream));
  }
}
