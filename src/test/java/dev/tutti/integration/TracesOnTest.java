package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.Configuration;
import dev.tutti.Tutti;
import dev.tutti.chat.ChatRequest;
import dev.tutti.testing.BlackHole;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.SpanTree;
import dev.tutti.testing.TestingCollector;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that send spans in other ways, or to nobody who takes them. */
class TracesOnTest {
  private static final Pattern DROPPED =
      Pattern.compile("tutti_trace_calls_total\\{result=\"dropped\"} ([1-9].*)");

  @TempDir private Path folder;

  private static String traced(String url) {
    return "telemetry: {endpoint: \"%s\", conventions: latest, traces: {delay: 0s}}\n"
        .formatted(url);
  }

  @Test
  void the_latest_names_are_used_where_they_are_wanted() throws Exception {
    try (var collector = TestingCollector.start();
        var upstream = TestingUpstream.start();
        var tutti =
            TestingTutti.start(
                folder,
                traced(collector.url())
                    + "providers: {up: {base_url: \"%s\"}}".formatted(upstream.url()))) {
      upstream.play(Chat.says("one", "two"));
      try (var client = tutti.ask(streamed("up/plain"))) {
        var id = client.head().header("x-tutti-request-id");
        client.events();
        var model = collector.call(id).only();
        assertThat(model.names())
            .contains(
                "gen_ai.usage.cache_write.input_tokens",
                "gen_ai.usage.reasoning.output_tokens",
                "gen_ai.response.time_to_first_chunk")
            .doesNotContain("gen_ai.usage.cache_creation.input_tokens");
        assertThat(model.get("gen_ai.request.stream")).isEqualTo("true");
      }
    }
  }

  @Test
  void a_skill_is_a_span_above_every_model_that_it_asks() throws Exception {
    try (var collector = TestingCollector.start();
        var served = ServedSkills.in(folder, traced(collector.url()))) {
      served.write("hello/v1.0.0", "skill.yaml", ServedSkills.PLAIN, "prompt.md", "You greet.");
      served.reload();
      served.upstream().play(Chat.answers("Hi"));
      var heard = served.execute("hello", "{\"user_message\":\"Hello\"}");
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      var server = collector.call(heard.header("x-tutti-request-id"));
      assertThat(server.title()).isEqualTo("POST /v1/skills/{name}/execute SERVER");
      var skill = server.only();
      assertThat(skill.title()).isEqualTo("tutti.skill INTERNAL");
      assertThat(skill.get("gen_ai.prompt.name")).isEqualTo("hello");
      assertThat(skill.get("gen_ai.prompt.version")).startsWith("1.0.0+");
      assertThat(skill.get("tutti.skill.revision")).startsWith("1.0.0+");
      var model = skill.only();
      assertThat(model.title()).isEqualTo("chat up/small CLIENT");
      assertThat(model.below()).extracting(SpanTree::title).containsExactly("POST CLIENT");
    }
  }

  @Test
  void a_call_by_the_program_itself_has_no_server() throws Exception {
    try (var collector = TestingCollector.start()) {
      var configuration =
          Configuration.text(traced(collector.url())).with("data", folder.toString(), "test");
      try (var tutti = Tutti.open(configuration)) {
        tutti.chat(ChatRequest.builder("sim").user("Hello").build());
      }
      assertThat(collector.spans())
          .extracting(span -> new SpanTree(span, List.of()).title())
          .containsExactly("java INTERNAL", "chat sim CLIENT", "POST CLIENT");
    }
  }

  @Test
  void meters_are_sent_under_the_names_of_both_conventions() throws Exception {
    try (var collector = TestingCollector.start();
        var tutti =
            TestingTutti.start(
                folder,
                """
                telemetry:
                  endpoint: "%s"
                  traces: {enabled: false}
                  metrics: {every: 100ms}
                """
                    .formatted(collector.url()))) {
      ask(tutti);
      Patience.until(
          () ->
              names(collector)
                  .containsAll(
                      List.of(
                          "gen_ai.client.operation.duration",
                          "gen_ai.client.token.usage",
                          "gen_ai.client.inference.usage.input_tokens",
                          "gen_ai.client.inference.usage.cache_read.input_tokens",
                          "jvm.memory.used")),
          "the meters");
      assertThat(collector.spans()).isEmpty();
      assertThat(tutti.get("/metrics"))
          .contains(
              "gen_ai_client_operation_duration_seconds_bucket",
              "gen_ai_client_inference_usage_input_tokens_total");
    }
  }

  private static Set<String> names(TestingCollector collector) {
    return collector.meters().stream().map(Metric::getName).collect(Collectors.toSet());
  }

  @Test
  void a_collector_that_takes_nothing_costs_calls_nothing_and_losses_are_counted()
      throws Exception {
    try (var hole = BlackHole.open();
        var tutti =
            TestingTutti.start(
                folder,
                """
                telemetry:
                  endpoint: "%s"
                  timeout: 200ms
                  metrics: {enabled: false}
                  traces: {delay: 0s, queue: 2, batch: 1}
                """
                    .formatted(hole.url()))) {
      Patience.until(
          () -> {
            ask(tutti);
            return DROPPED.matcher(tutti.get("/metrics")).find();
          },
          "a call whose spans are dropped");
    }
  }

  private static void ask(TestingTutti tutti) {
    try (var client = tutti.ask(question("sim"))) {
      assertThat(client.answer().status()).isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
