package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What docs/skills.md tells a stranger to do works as it stands there. */
class FirstSkillTest {
  private static final Pattern CURL =
      Pattern.compile("http://127.0.0.1:8080(/v1/skills/\\S+).*?-d '(.*?)'", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void the_first_skill_of_the_page_answers() throws IOException {
    var path = Path.of("docs/skills.md");
    var files = Page.read(path).files();
    assertThat(files).as("files of the page").hasSize(3);
    for (var file : files) {
      file.writeBelow(folder);
    }
    var page = Files.readString(path);
    var curl = CURL.matcher(page);
    assertThat(curl.find()).isTrue();
    var yaml = "skills: {folder: \"%s\"}".formatted(folder.resolve("skills"));
    try (var tutti = TestingTutti.start(folder.resolve("data"), yaml);
        var client = tutti.client()) {
      var heard = client.post(curl.group(1), curl.group(2)).answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      var result = Json.tree(heard.body());
      assertThat(result.path("version").asString()).isEqualTo("1.0.0");
      assertThat(result.path("text").asString()).isNotEmpty();
      assertThat(result.path("degraded").isNull()).isTrue();
      for (var member : page.split("The answer has ")[1].split("\\. `/stream`")[0].split("`")) {
        if (member.matches("[a-z_]+")) {
          assertThat(result.has(member)).as(member).isTrue();
        }
      }
      var without = (ObjectNode) Json.tree(curl.group(2));
      assertThat(((ObjectNode) without.path("context")).remove("allergies")).isNotNull();
      var again = client.post(curl.group(1), Json.text(without)).answer();
      assertThat(again.status()).as(again.body()).isEqualTo(200);
      assertThat(Json.tree(again.body()).path("degraded").isNull()).isTrue();
    }
  }
}
