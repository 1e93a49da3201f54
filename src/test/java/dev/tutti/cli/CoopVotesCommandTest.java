package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CoopVotesCommandTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private JsonNode offline(String command, Path... file) throws IOException {
    var config = file("tutti.yaml", "providers: {sim: {preset: sim}}\n");
    var words = new ArrayList<>(List.of("coop", command));
    for (var each : file) {
      words.add(each.toString());
    }
    words.addAll(
        List.of(
            "--config", config.toString(), "--data", folder.resolve("data").toString(), "--json"));
    var said = TestingCli.run(words.toArray(String[]::new));
    assertThat(said.code()).as(said.err()).isZero();
    return Json.tree(said.out());
  }

  @Test
  void a_file_of_answers_is_counted() throws IOException {
    var ballot =
        file("one.json", "{\"answers\": {\"a\": \"1/2\", \"b\": \"50 %\", \"c\": \"50\"}}");
    var url = rig.tutti().url();
    var said = TestingCli.run("coop", "vote", ballot.toString(), "--url", url);
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).contains("0.5", "50: c");
    var lines =
        file("many.jsonl", "{\"answers\": {\"a\": \"1\"}}\n{\"answers\": {\"a\": \"2\"}}\n");
    var json = TestingCli.run("coop", "vote", lines.toString(), "--url", url, "--json");
    assertThat(Json.tree(json.out()).path("data")).hasSize(2);
  }

  @Test
  void a_folder_learns_shows_measures_and_forgets_without_a_server() throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      text.append(
          "{\"id\": \"%d\", \"gold\": 7, \"answers\": {\"a\": \"%s\", \"b\": \"%s\"}}%n"
              .formatted(i, i % 10 == 0 ? "8" : "It is 7.", i % 2 == 0 ? "9" : "7"));
    }
    var lines = file("outcomes.jsonl", text.toString());
    var learned = offline("learn", lines);
    assertThat(learned.path("added").asInt()).isEqualTo(120);
    assertThat(offline("show").path("models").path(0).path("accuracy").asDouble()).isEqualTo(.9);
    var panel = offline("evaluate", lines).path("panels").path(0);
    assertThat(panel.path("best_single").asDouble()).isEqualTo(.9);
    assertThat(panel.path("best_single_model").asString()).isEqualTo("a");
    assertThat(panel.path("weights").asString()).isEqualTo("learned");
    assertThat(offline("forget").path("forgotten").asInt()).isEqualTo(120);
    assertThat(offline("show").path("rows").asInt()).isZero();
  }
}
