package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code tutti models test} and {@code tutti bench models} against a running server. */
class ModelCommandsTest {
  private static final Script BY_MODEL =
      turn -> {
        var body = turn.heard().body();
        if (body.contains("\"model\":\"broken\"")) {
          turn.json(500, "{\"error\":{\"message\":\"down\"}}");
        } else if (body.contains("\"stream\":true")) {
          Chat.says("Hel", "lo").play(turn);
        } else {
          Chat.answers("Hello").play(turn);
        }
      };

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          Rig.PLAIN
              + """
              models:
                fast: {deployments: [{provider: up, model: fine}]}
                bad: {deployments: [{provider: up, model: broken}]}
              prices:
                - {provider: up, model: fine, as_of: 2026-01-01, input: 1.0, output: 2.0}
              """);

  @TempDir private Path folder;

  @BeforeEach
  void play() {
    rig.upstream().playAlways(BY_MODEL);
  }

  @Test
  void a_test_prints_a_table_and_fails_when_one_does_not_answer() {
    var fine = run("models", "test", "fast");
    assertThat(fine.code).isZero();
    assertThat(fine.out).containsPattern("MODEL +ANSWERS +LATENCY +ERROR");
    assertThat(fine.out).containsPattern("fast +yes +\\d+ ms");
    var all = run("models", "test");
    assertThat(all.code).isEqualTo(1);
    assertThat(all.out).containsPattern("bad +no +\\d+ ms +upstream_error: ");
    assertThat(all.out).containsPattern("sim +yes");
  }

  @Test
  void a_test_prints_json() {
    var result = Json.tree(run("models", "test", "--json", "fast", "up/fine").out);
    assertThat(result.at("/fast/accessible").asBoolean()).isTrue();
    assertThat(result.path("up/fine").path("accessible").asBoolean()).isTrue();
  }

  @Test
  void a_comparison_prints_a_row_for_each_model() throws IOException {
    var prompts = prompts("Why?", "", "{\"prompt\": \"How?\"}");
    var done =
        run("bench", "models", "--prompts", prompts, "--models", "fast,bad", "--rounds", "3");
    assertThat(done.code).isEqualTo(1);
    assertThat(done.out).containsPattern("MODEL +OK +FAILED +P50 +P95 +FIRST50");
    assertThat(done.out).containsPattern("fast +6 +0 +\\d+ ms .*\\$0\\.000078");
    assertThat(done.out).containsPattern("bad +0 +6 ");
    assertThat(done.out).contains("failed 6x: 502:");
  }

  @Test
  void a_comparison_asks_every_prompt_of_every_model_and_prints_json() throws IOException {
    var done =
        run("bench", "models", "--prompts", prompts("Why?", "How?"), "-m", "fast,sim", "--json");
    assertThat(done.code).isZero();
    var rows = Json.tree(done.out);
    assertThat(rows.at("/0/model").asString()).isEqualTo("fast");
    assertThat(rows.at("/0/succeeded").asInt()).isEqualTo(2);
    assertThat(rows.at("/0/latency_ms_p50").asDouble()).isPositive();
    assertThat(rows.at("/0/first_token_ms_p95").asDouble()).isPositive();
    assertThat(rows.at("/0/tokens_per_second").asDouble()).isPositive();
    assertThat(rows.at("/0/cost_usd").asDouble()).isEqualTo(2 * (9 * 1.0 + 2 * 2.0) / 1e6);
    assertThat(rows.at("/1/cost_usd").asDouble(1)).isZero();
  }

  @Test
  void a_comparison_without_prompts_says_so() throws IOException {
    assertThat(run("bench", "models", "--prompts", prompts("", " ")).err).contains("has none");
    var missing = run("bench", "models", "--prompts", folder.resolve("no").toString());
    assertThat(missing.code).isEqualTo(2);
    assertThat(missing.err).contains("cannot be read");
  }

  private String prompts(String... lines) throws IOException {
    return Files.write(folder.resolve("prompts.txt"), List.of(lines)).toString();
  }

  private static Run run(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--url", rig.tutti().url()));
    int code =
        TuttiCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Run(code, out.toString(), err.toString());
  }

  private record Run(int code, String out, String err) {}
}
