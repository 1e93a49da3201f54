package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Bytes of the network of tasks, against what an upstream has heard and said. */
class TaskNetworkTest {
  private static final String BROKEN = "{\"error\":{\"message\":\"it broke\"}}";

  @TempDir private Path folder;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();

  private void answer(Turn turn) throws IOException {
    var body = turn.heard().body();
    bytes.addAndGet(body.length());
    if (asked.incrementAndGet() == 1) {
      turn.json(500, counted(BROKEN));
    } else if (Json.tree(body).path("stream").asBoolean(false)) {
      turn.stream();
      for (var data : List.of(Chat.role(), Chat.text("well"), Chat.finish(), "[DONE]")) {
        turn.piece(counted("data: " + data + "\n\n"));
      }
      turn.end();
    } else {
      turn.json(200, counted(Chat.whole("well")));
    }
  }

  /** All of it is ASCII. */
  private String counted(String said) {
    bytes.addAndGet(said.length());
    return said;
  }

  @Test
  void they_are_those_of_all_bodies_that_were_sent_and_came() throws Exception {
    var skill = Files.createDirectories(folder.resolve("skills/well/v1.0.0"));
    Files.writeString(skill.resolve("skill.yaml"), "llm: {model: fast}\n");
    Files.writeString(skill.resolve("prompt.md"), "Be well.");
    try (var upstream = TestingUpstream.start()) {
      upstream.playAlways(this::answer);
      var yaml =
          """
          providers: {up: {base_url: "%s", api_key: sk}}
          models: {fast: {deployments: [{provider: up, model: m}]}}
          skills: {folder: "%s"}
          tasks: {retry: {base: 1ms, max: 1ms}}
          """
              .formatted(upstream.url(), folder.resolve("skills"));
      try (var tutti = TestingTutti.start(folder, yaml);
          var admin = new TestingAdmin(tutti.url(), "")) {
        var chat =
            "\"chat\",\"input\":{\"model\":\"fast\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        long first = requireCounted(ended(admin, chat));
        assertThat(asked).as("the first request has failed").hasValue(2);
        long second =
            requireCounted(
                ended(admin, "\"skill\",\"input\":{\"skill\":\"well\",\"user_message\":\"Hi\"}"));
        var found = admin.get("/v1/tasks?filter=network_bytes%3E10").json();
        assertThat(found.path("data").size()).isEqualTo(2);
        assertThat(reported(admin)).containsExactlyInAnyOrder(first, second);
      }
    }
  }

  private long requireCounted(JsonNode task) {
    long counted = bytes.getAndSet(0);
    assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("succeeded");
    assertThat(task.at("/usage/network_bytes").asLong()).as(task.toString()).isEqualTo(counted);
    assertThat(task.at("/usage/cpu_time").isNull()).isTrue();
    return counted;
  }

  /** Bytes of each kind in the report of tasks, where none has a time of processors. */
  private static List<Long> reported(TestingAdmin admin) {
    var report = admin.get("/admin/reports/tasks?from=-1h").json();
    var rows = report.findValues("rows").getFirst();
    assertThat(rows.valueStream().map(row -> row.path("cpu").isNull())).containsOnly(true);
    return rows.valueStream().map(row -> row.at("/network/value").asLong()).toList();
  }

  private static JsonNode ended(TestingAdmin admin, String kindAndInput) {
    var submitted = admin.post("/v1/tasks", "{\"kind\":" + kindAndInput + "}").json();
    var id = submitted.path("task_id").asString();
    return admin.get("/v1/tasks/" + id + "?wait=30s").json();
  }
}
