package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoopCommandTest {
  @TempDir static Path folder;
  private static TestingTutti tutti;

  @BeforeAll
  static void start() {
    tutti = TestingTutti.start(folder, "providers: {sim: {preset: sim}}");
  }

  @AfterAll
  static void stop() {
    tutti.close();
  }

  private static String run(String... args) {
    var all = Stream.concat(Arrays.stream(args), Stream.of("--url", tutti.url()));
    var cli = TestingCli.run(all.toArray(String[]::new));
    assertThat(cli.code()).as(cli.err()).isZero();
    return cli.out();
  }

  @Test
  void a_vote_prints_its_votes_and_its_result() {
    var out =
        run("coop", "run", "parallel", "-m", "sim/sim-echo", "-m", "sim/sim-echo", "Answer:", "4");
    assertThat(out).contains("consensus: 4").contains("tokens");
    var json =
        run("coop", "run", "parallel", "-m", "sim/sim-echo", "--threshold", "1", "4", "--json");
    assertThat(Json.tree(json).path("votes").size()).isEqualTo(1);
  }

  @Test
  void a_pipeline_takes_its_steps_of_a_file() throws IOException {
    var steps = folder.resolve("steps.json");
    Files.writeString(
        steps,
        "[{\"step\":\"one\",\"model\":\"sim/sim-echo\",\"task\":\"say {{ query }}\"},"
            + "{\"step\":\"two\",\"model\":\"sim/sim-echo\",\"task\":\"again {{ one }}\"}]");
    assertThat(run("coop", "run", "pipeline", "--steps", steps.toString(), "Hi"))
        .contains("one")
        .contains("again say Hi");
  }

  @Test
  void a_run_in_the_background_prints_its_task() {
    var id = run("coop", "run", "sequential", "-m", "sim/sim-echo", "Hi", "--background").strip();
    assertThat(id).startsWith("task_");
  }

  @Test
  void what_is_wrong_is_said() {
    var cli = TestingCli.run("coop", "run", "parallel", "-m", "none", "Hi", "--url", tutti.url());
    assertThat(cli.code()).isNotZero();
    assertThat(cli.err()).contains("models[0]");
  }
}
