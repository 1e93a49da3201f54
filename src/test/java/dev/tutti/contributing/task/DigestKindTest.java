package dev.tutti.contributing.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.Tutti;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.task.api.TaskRequest;
import dev.tutti.task.api.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A kind of a plugin, as the service loader finds it. */
class DigestKindTest {
  @TempDir private Path folder;

  private Tutti open() throws IOException {
    var yaml = folder.resolve("tutti.yaml");
    Files.writeString(
        yaml, "data: \"%s\"\nproviders: {sim: {preset: sim}}\n".formatted(folder.resolve("data")));
    return Tutti.open(yaml);
  }

  private static TaskRequest digest(String... texts) {
    var input = Json.object();
    var list = input.putArray("texts");
    for (var each : texts) {
      list.add(each);
    }
    return TaskRequest.of("digest", input);
  }

  @Test
  void each_text_is_a_step() throws IOException {
    try (var tutti = open()) {
      var task = tutti.tasks().submit(digest("one", "two"));
      var ended = tutti.tasks().await(task.id(), Duration.ofSeconds(30));
      assertThat(ended.task().state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(ended.result().orElseThrow().path("digests"))
          .hasSize(2)
          .allSatisfy(each -> assertThat(each.asString()).matches("[0-9a-f]{64}"));
      assertThat(tutti.tasks().events(task.id(), 0))
          .filteredOn(each -> each.type().equals("step"))
          .hasSize(2);
    }
  }

  @Test
  void an_input_is_checked_by_the_schema_and_by_the_kind() throws IOException {
    try (var tutti = open()) {
      var number = TaskRequest.of("digest", (ObjectNode) Json.tree("{\"texts\":[7]}"));
      assertThatThrownBy(() -> tutti.tasks().submit(number))
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.param()).contains("input.texts[0]"));
      assertThatThrownBy(() -> tutti.tasks().submit(digest("one", "one")))
          .isInstanceOf(Fault.class)
          .hasMessageContaining("twice");
    }
  }
}
