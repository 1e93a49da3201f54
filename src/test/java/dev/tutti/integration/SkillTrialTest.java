package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.ApiDescription;
import dev.tutti.testing.Chat;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Other models for a skill, judged by its own tests. */
class SkillTrialTest {
  private static final String TESTS =
      """
      - {name: greets, input: {user_message: Hi}, expect: {contains: hello}}
      - {name: is judged, input: {user_message: Ho}, expect: {judge: {criteria: polite, model: large}}}
      - {name: is played, model: {says: anything}, input: {user_message: Hi}, expect: {contains: any}}
      """;

  private static final Map<String, String> ANSWERS =
      Map.of("l", "hello there", "s", "hello", "r", "go away");

  @TempDir private Path folder;
  private final List<JsonNode> asked = new CopyOnWriteArrayList<>();

  /** The model {@code l} is the judge as well, and likes who says hello. */
  private void play(Turn turn) throws IOException, InterruptedException {
    var request = Json.tree(turn.heard().body());
    asked.add(request);
    var text = request.toString();
    boolean judges = text.contains("You judge");
    var answer =
        judges
            ? "{\"score\":%s,\"reason\":\"so\"}".formatted(text.contains("hello") ? "1" : "0")
            : ANSWERS.getOrDefault(request.path("model").asString(), "");
    if (request.path("stream").asBoolean(false)) {
      Chat.says(answer).play(turn);
    } else {
      turn.json(200, Chat.whole(answer));
    }
  }

  private String yaml(String upstream) throws IOException {
    skill("greeter", TESTS);
    skill("untested", "- {name: played, model: {says: x}, input: {user_message: Hi}}\n");
    return """
    providers: {up: {base_url: "%s", api_key: sk}}
    models:
      large: {deployments: [{provider: up, model: l}]}
      small: {deployments: [{provider: up, model: s}]}
      rude: {deployments: [{provider: up, model: r}]}
    prices:
      - {provider: up, model: l, as_of: 2026-01-01, input: 10, output: 10}
      - {provider: up, model: s, as_of: 2026-01-01, input: 1, output: 1}
      - {provider: up, model: r, as_of: 2026-01-01, input: 0.1, output: 0.1}
    skills: {folder: "%s"}
    """
        .formatted(upstream, folder.resolve("skills"));
  }

  private void skill(String name, String tests) throws IOException {
    var version = Files.createDirectories(folder.resolve("skills/%s/v1.0.0/tests".formatted(name)));
    Files.writeString(version.resolve("live.yaml"), tests);
    Files.writeString(version.resolveSibling("skill.yaml"), "llm: {model: large}\n");
    Files.writeString(version.resolveSibling("prompt.md"), "Greet.");
  }

  @Test
  void the_cheapest_that_passes_what_the_usual_one_passes_is_named() throws IOException {
    try (var upstream = TestingUpstream.start()) {
      upstream.playAlways(this::play);
      try (var tutti = TestingTutti.start(folder, yaml(upstream.url()));
          var admin = new TestingAdmin(tutti.url(), "")) {
        var description = new ApiDescription(admin.get("/openapi.json").json());
        var path = "/admin/skills/greeter/trial";
        var response = admin.post(path, "{\"models\":[\"small\",\"rude\"]}");
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        var trial = response.json();
        assertThat(description.check("POST", "/admin/skills/{name}/trial", 200, trial)).isEmpty();
        assertThat(trial.path("cases").asInt()).as("the played one asks nobody").isEqualTo(2);
        assertThat(trial.at("/usual/model").asString()).isEqualTo("large");
        assertThat(trial.at("/usual/passed").asInt()).as(trial.toString()).isEqualTo(2);
        assertThat(trial.at("/models/0/passed").asInt()).isEqualTo(2);
        assertThat(trial.at("/models/1/passed").asInt()).as("rude").isZero();
        assertThat(trial.at("/models/1/failures").size()).isEqualTo(2);
        assertThat(trial.at("/cheaper/model").asString()).isEqualTo("small");
        assertThat(trial.at("/cheaper/cost_share").asDouble()).isEqualTo(0.1);
        assertThat(trial.at("/usual/cost_usd").asDouble())
            .as("the judge is not counted")
            .isEqualTo(2 * 11 * 10 / 1e6);
      }
    }
  }

  @Test
  void what_cannot_be_tried_is_refused_before_anybody_is_asked() throws IOException {
    try (var upstream = TestingUpstream.start()) {
      upstream.playAlways(this::play);
      try (var tutti = TestingTutti.start(folder, yaml(upstream.url()));
          var admin = new TestingAdmin(tutti.url(), "")) {
        var path = "/admin/skills/greeter/trial";
        assertThat(admin.post(path, "{\"models\":[]}").status()).isEqualTo(400);
        assertThat(admin.post(path, "{\"models\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]}").status())
            .isEqualTo(400);
        assertThat(admin.post(path, "{\"models\":\"small\"}").status()).isEqualTo(400);
        assertThat(admin.post(path, "{\"modles\":[\"small\"]}").text()).contains("modles");
        assertThat(admin.post(path, "{\"models\":[\"none\"]}").status()).isEqualTo(404);
        assertThat(admin.post("/admin/skills/nobody/trial", "{\"models\":[\"small\"]}").status())
            .isEqualTo(404);
        var untested = admin.post("/admin/skills/untested/trial", "{\"models\":[\"small\"]}");
        assertThat(untested.status()).isEqualTo(400);
        assertThat(untested.text()).contains("no test of untested asks a model");
        assertThat(asked).isEmpty();
      }
    }
  }
}
