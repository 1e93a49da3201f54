package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.Configuration;
import dev.tutti.Tutti;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.cli.TestingCli;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The three examples of cooperation inside of a program, and from the command line. */
class CooperationExamplesTest {
  @TempDir Path folder;
  private final ModelScripts scripts = new ModelScripts();
  private final TestingUpstream upstream = TestingUpstream.start();

  @BeforeEach
  void play() {
    upstream.playAlways(scripts);
  }

  @AfterEach
  void stop() throws IOException {
    upstream.close();
  }

  private String yaml() {
    return CooperationExamples.YAML.replace("{upstream}", upstream.url());
  }

  private Tutti open() {
    return Tutti.open(
        Configuration.text(yaml()).with("data", folder.resolve("data").toString(), "test"));
  }

  @Test
  void a_program_runs_the_sequence() {
    try (var tutti = open()) {
      CooperationExamples.sequence(scripts);
      var models = tutti.cooperate().models("qwen3_32b", "qwen3_8b");
      var report = models.ask(CooperationExamples.AGI).strategy("structured_output").sequential();
      assertThat(report.text()).startsWith("# 影响");
      assertThat(report.steps()).hasSize(2);
      assertThat(report.modelsUsed()).containsExactly("qwen3_32b", "qwen3_8b");
      assertThat(report.totalTime()).isPositive();
      assertThat(report.usage().total()).isEqualTo(22);
      assertThat(report.json().at("/steps/0/integration_strategy").asString())
          .isEqualTo("detailed_analysis");
    }
  }

  @Test
  void a_program_runs_the_vote() {
    try (var tutti = open()) {
      CooperationExamples.vote(scripts);
      var rules =
          Map.of(
              "consensus_threshold", 0.6,
              "weight_by_confidence", true,
              "include_dissenting_views", true);
      var vote =
          tutti
              .cooperate()
              .models("qwen3_32b", "qwen3_8b", "qwen3_32b")
              .with("voting_params", rules)
              .ask(CooperationExamples.ENERGY)
              .parallel();
      assertThat(vote.consensus()).contains("太阳能");
      assertThat(vote.dissentingViews()).containsExactly("风能");
      assertThat(vote.confidence()).isBetween(0.0, 1.0);
      assertThat(vote.usage().total()).isEqualTo(33);
    }
  }

  @Test
  void a_program_runs_the_pipeline() {
    try (var tutti = open()) {
      CooperationExamples.pipeline(scripts);
      var pipeline =
          tutti
              .cooperate()
              .ask(CooperationExamples.INDUSTRY)
              .step("extraction", "qwen3_8b", "提取关键事实和数据", Map.of("max_tokens", 300))
              .step("analysis", "qwen3_32b", "深入分析", Map.of("max_tokens", 400, "temperature", 0.3))
              .step("summary", "qwen3_8b", "总结", Map.of("max_tokens", 200, "temperature", 0.5))
              .step(
                  "recommendations",
                  "qwen3_32b",
                  "建议",
                  Map.of("max_tokens", 300, "temperature", 0.4))
              .pipeline();
      assertThat(pipeline.outputs().keySet()).containsExactlyElementsOf(CooperationExamples.STEPS);
      assertThat(pipeline.text()).isEqualTo(pipeline.outputs().get("recommendations"));
      assertThat(pipeline.totalTime()).isPositive();
      assertThat(pipeline.modelsUsed()).containsExactly("qwen3_8b", "qwen3_32b");
      for (var step : pipeline.json().path("pipeline_results")) {
        assertThat(step.path("processing_time").isNumber()).isTrue();
        assertThat(step.path("output").asString()).isNotEmpty();
      }
      assertThat(scripts.asked("qwen3-32b").getLast().path("temperature").asDouble())
          .isEqualTo(0.4);
    }
  }

  @Test
  void a_program_hears_the_last_stage_and_is_told_what_is_wrong() {
    try (var tutti = open()) {
      CooperationExamples.sequence(scripts);
      var heard = new StringBuilder();
      tutti
          .cooperate()
          .models("qwen3_32b", "qwen3_8b")
          .ask(CooperationExamples.AGI)
          .run(
              "sequential",
              event -> {
                if (event instanceof ChatEvent.Text(int _, String text)) {
                  heard.append(text);
                }
              });
      assertThat(heard.toString()).startsWith("# 影响");
      assertThatThrownBy(() -> tutti.cooperate().models("none").ask("q").parallel())
          .isInstanceOf(Fault.class)
          .hasMessageContaining("models[0]");
    }
  }

  private static JsonNode run(TestingTutti tutti, String... args) {
    var all = Stream.concat(Arrays.stream(args), Stream.of("--json", "--url", tutti.url()));
    var cli = TestingCli.run(all.toArray(String[]::new));
    assertThat(cli.code()).as(cli.err()).isZero();
    return Json.tree(cli.out());
  }

  @Test
  void the_command_line_runs_the_sequence_and_the_vote() {
    try (var tutti = TestingTutti.start(folder, yaml())) {
      var models = new String[] {"coop", "run", "sequential", "-m", "qwen3_32b", "-m", "qwen3_8b"};
      CooperationExamples.sequence(scripts);
      var report =
          run(tutti, with(models, "--strategy", "structured_output", CooperationExamples.AGI));
      assertThat(report.path("final_result").asString()).startsWith("# 影响");
      assertThat(report.path("steps").size()).isEqualTo(2);
      assertThat(report.path("models_used").toString()).isEqualTo("[\"qwen3_32b\",\"qwen3_8b\"]");
      assertThat(report.path("total_time").isNumber()).isTrue();
      CooperationExamples.vote(scripts);
      models[2] = "parallel";
      var voting = with(models, "-m", "qwen3_32b", "--threshold", "0.6", "--by-confidence");
      var vote = run(tutti, with(voting, CooperationExamples.ENERGY));
      assertThat(vote.path("consensus").asString()).isEqualTo("太阳能");
      assertThat(vote.path("confidence_score").asDouble()).isBetween(0.5, 1.0);
      assertThat(vote.at("/dissenting_views/0/answer").asString()).isEqualTo("风能");
      assertThat(vote.at("/votes/0/confidence").asDouble()).isEqualTo(0.9);
      assertThat(vote.path("votes").size()).isEqualTo(3);
    }
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void the_command_line_runs_the_pipeline() throws IOException {
    try (var tutti = TestingTutti.start(folder, yaml())) {
      CooperationExamples.pipeline(scripts);
      var steps = folder.resolve("steps.json");
      Files.writeString(steps, CooperationExamples.PIPELINE_STEPS);
      var command = new String[] {"coop", "run", "pipeline", "--steps", steps.toString()};
      var pipeline = run(tutti, with(command, CooperationExamples.INDUSTRY));
      assertThat(pipeline.path("pipeline_results").propertyNames())
          .containsExactlyElementsOf(CooperationExamples.STEPS);
      for (var step : pipeline.path("pipeline_results")) {
        assertThat(step.path("processing_time").isNumber()).isTrue();
        assertThat(step.path("output").asString()).isNotEmpty();
      }
      assertThat(pipeline.path("final_result"))
          .isEqualTo(pipeline.at("/pipeline_results/recommendations/output"));
      assertThat(pipeline.path("total_time").isNumber()).isTrue();
      assertThat(pipeline.path("models_used").size()).isEqualTo(2);
    }
  }
}
