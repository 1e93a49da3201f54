package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.TestingTutti;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskCommandTest {
  private static final String INPUT =
      "{\"model\":\"sim\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  @Test
  void a_task_is_submitted_watched_listed_shown_and_reported(@TempDir Path folder) {
    try (var tutti = TestingTutti.start(folder, "")) {
      var submitted =
          TestingCli.run(
              "task",
              "submit",
              "chat",
              "--input",
              INPUT,
              "--watch",
              "--json",
              "--url",
              tutti.url());
      assertThat(submitted.code()).as(submitted.err()).isZero();
      assertThat(submitted.err()).contains("created", "succeeded");
      assertThat(submit(tutti, "--input", INPUT).out()).contains("run_now: ");
      var nothing = submit(tutti, "--file", folder.resolve("none.json").toString());
      assertThat(nothing.err()).contains("none.json: no such file");
      assertThat(submit(tutti, "--input", INPUT, "--cron", "0 9 * * *", "--every", "1h").err())
          .contains("expected --cron or --every, not both");
      var id = Json.tree(submitted.out()).path("task_id").asString();
      assertThat(TestingCli.run("task", "list", "--url", tutti.url()).out()).contains(id);
      assertThat(TestingCli.run("task", "show", id, "--url", tutti.url()).out())
          .contains("chat.completion");
      assertThat(TestingCli.run("task", "report", id, "--url", tutti.url()).out())
          .contains("answer", "started");
      assertThat(TestingCli.run("task", "cancel", id, "--url", tutti.url()).out())
          .contains("succeeded");
      assertThat(
              TestingCli.run("task", "requeue", "--filter", "status=dead", "--url", tutti.url())
                  .out())
          .contains("Requeued 0");
      assertThat(TestingCli.run("task", "requeue", id, "--url", tutti.url()).code()).isEqualTo(1);
    }
  }

  private static TestingCli submit(TestingTutti tutti, String... words) {
    var all = new ArrayList<>(List.of("task", "submit", "chat", "--url", tutti.url()));
    all.addAll(List.of(words));
    return TestingCli.run(all.toArray(String[]::new));
  }
}
