package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.Configuration;
import dev.tutti.chat.Json;
import dev.tutti.provider.Simulation;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which models {@code GET /v1/models} lists of the upstreams, by their own word. */
class ModelListTest {
  private static final String TWO = "{\"data\":[{\"id\":\"b\"},{\"id\":\"a\"},{\"id\":\"a\"}]}";

  private final TestingUpstream upstream = TestingUpstream.start();

  @TempDir Path folder;

  @AfterEach
  void close() throws IOException {
    upstream.close();
  }

  @Test
  void an_upstream_is_asked_at_the_start_and_the_simulated_models_stay_as_they_are()
      throws Exception {
    upstream.play(turn -> turn.json(200, TWO));
    try (var tutti = start("")) {
      Patience.until(() -> listed(tutti, "up").size() == 2, "the list is there");
      assertThat(listed(tutti, "up")).containsExactly("up/a", "up/b");
      assertThat(listed(tutti, "sim"))
          .containsExactlyInAnyOrderElementsOf(
              Simulation.models().stream().map(name -> "sim/" + name).toList());
      var heard = upstream.turn().heard();
      assertThat(heard.start()).isEqualTo("GET /v1/models HTTP/1.1");
      assertThat(heard.header("authorization")).isEqualTo("Bearer k");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "anthropic | /v1/models?limit=1000 | x-api-key |"
            + " {'data':[{'type':'model','id':'claude-x'}]} | claude-x",
        "gemini | /v1beta/models?pageSize=1000 | x-goog-api-key |"
            + " {'models':[{'name':'models/g','supportedGenerationMethods':['generateContent']},{'name':'models/tts','supportedGenerationMethods':['predict']}]}"
            + " | g",
        "ollama | /api/tags | authorization | {'models':[{'name':'qwen3:8b','model':'qwen3:8b'}]} |"
            + " qwen3:8b",
        "zhipu | /models | authorization | {'object':'list','data':[{'id':'glm-5'}]} | glm-5",
      })
  void each_dialect_has_its_list(
      String preset, String target, String header, String answer, String model) throws Exception {
    upstream.play(turn -> turn.json(200, answer.replace('\'', '"')));
    var address = upstream.url().replace("/v1", "");
    try (var tutti = start("preset: " + preset + ", base_url: \"" + address + "\", ")) {
      Patience.until(() -> !listed(tutti, "up").isEmpty(), "the list is there");
      assertThat(listed(tutti, "up")).containsExactly("up/" + model);
      var heard = upstream.turn().heard();
      assertThat(heard.target()).isEqualTo(target);
      assertThat(heard.header(header)).endsWith("k");
    }
  }

  @Test
  void azure_has_no_list_of_what_can_be_asked_for() throws Exception {
    try (var tutti = start("preset: azure, ")) {
      upstream.play(Chat.answers("Hi"));
      try (var client = tutti.ask(question("up/m"))) {
        assertThat(client.answer().status()).isEqualTo(200);
      }
      assertThat(upstream.turn().heard().start()).startsWith("POST ");
      assertThat(upstream.waiting()).isZero();
    }
  }

  @Test
  void a_list_that_does_not_come_keeps_nobody_waiting() throws Exception {
    upstream.play(turn -> turn.stall(), Chat.answers("Hi"));
    try (var tutti = start("")) {
      upstream.turn();
      try (var client = tutti.ask(question("up/m"))) {
        assertThat(client.answer().status()).isEqualTo(200);
      }
      assertThat(listed(tutti, "up")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"REFUSED", "NONSENSE", "TOO_LONG", "BROKEN"})
  void a_list_that_cannot_be_read_is_asked_for_again(String how) throws Exception {
    upstream.play(bad(how));
    upstream.playAlways(turn -> turn.json(200, TWO));
    try (var tutti = start("", "50ms")) {
      Patience.until(() -> listed(tutti, "up").size() == 2, "the list is there");
      Patience.until(
          () -> tutti.pool(upstream).path("in_use").asInt(-1) == 0, "all was given back");
    }
  }

  private static Script bad(String how) {
    return switch (how) {
      case "REFUSED" -> turn -> turn.json(401, "{\"error\":{\"message\":\"no\"}}");
      case "NONSENSE" -> turn -> turn.json(200, "<html>");
      case "TOO_LONG" -> turn -> turn.json(200, "[" + " ".repeat(6 << 20) + "]");
      default -> turn -> turn.head(200, "content-length: 1000").write("{\"data\":[").close();
    };
  }

  @Test
  void a_list_is_bounded_and_follows_the_upstream() throws Exception {
    var many =
        IntStream.range(0, 6_000)
            .mapToObj("{\"id\":\"m%d\"}"::formatted)
            .collect(Collectors.joining(",", "{\"data\":[{\"id\":7},{\"id\":\"\"},", "]}"));
    upstream.play(turn -> turn.json(200, many));
    var seen = new Gate();
    upstream.playAlways(turn -> turn.await(seen).json(200, TWO));
    try (var tutti = start("", "1s")) {
      Patience.until(() -> listed(tutti, "up").size() == 5_000, "the first list is there");
      seen.open();
      Patience.until(() -> listed(tutti, "up").size() == 2, "the next one is there");
    }
  }

  @Test
  void a_provider_that_a_reload_changes_is_asked_anew() throws Exception {
    var file = folder.resolve("tutti.yaml");
    Files.writeString(file, yaml("", "10m"));
    upstream.play(turn -> turn.json(200, TWO));
    try (var tutti = TestingTutti.listing(Configuration.file(file), folder)) {
      Patience.until(() -> listed(tutti, "up").size() == 2, "the list is there");
      upstream.play(turn -> turn.json(200, "{\"data\":[{\"id\":\"c\"}]}"));
      Files.writeString(file, yaml("max_in_flight: 7, ", "10m"));
      Patience.until(() -> listed(tutti, "up").contains("up/c"), "the new list is there");
    }
  }

  private TestingTutti start(String settings) {
    return start(settings, "10m");
  }

  private TestingTutti start(String settings, String every) {
    return TestingTutti.listing(Configuration.text(yaml(settings, every)), folder);
  }

  private String yaml(String settings, String every) {
    var address =
        settings.contains("base_url") ? "" : "base_url: \"%s\", ".formatted(upstream.url());
    return "model_lists: %s\nproviders: {up: {%s%sapi_key: k}}\n"
        .formatted(every, settings, address);
  }

  private static List<String> listed(TestingTutti tutti, String owner) {
    return Json.tree(tutti.get("/v1/models"))
        .path("data")
        .valueStream()
        .filter(each -> each.path("owned_by").asString().equals(owner))
        .map(each -> each.path("id").asString())
        .toList();
  }
}
