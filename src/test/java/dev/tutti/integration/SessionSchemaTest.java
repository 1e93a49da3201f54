package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.ApiDescription;
import dev.tutti.testing.Patience;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What sessions with skills answer, and what is recorded of them, by the published schemas. */
class SessionSchemaTest {
  @TempDir private Path folder;
  private ServedSkills skills;
  private ApiDescription description;

  @BeforeEach
  void start() {
    skills = ServedSkills.in(folder, "conversation: {summary: {model: sim}}");
    skills
        .write("hello", "skill.yaml", "llm: {model: sim}\n")
        .write("hello", "prompt.md", "Say hello.")
        .reload();
    description = new ApiDescription(skills.admin("GET", "/openapi.json", ""));
  }

  @AfterEach
  void stop() throws IOException {
    skills.close();
  }

  private JsonNode ask(String method, String path, String id, String body) {
    var answer = skills.admin(method, path.replace("{id}", id), body);
    assertThat(description.check(method, path, 200, answer)).as(answer.toString()).isEmpty();
    return answer;
  }

  @Test
  void turns_of_skills_are_as_described() {
    skills.admin("POST", "/v1/sessions", "{\"id\":\"s\",\"model\":\"sim\"}");
    var path = "/v1/sessions/{id}";
    ask("POST", path + "/messages", "s", "{\"content\":\"Hi\"}");
    ask("POST", path + "/messages", "s", "{\"content\":\"And?\",\"skill\":\"hello\"}");
    assertThat(ask("POST", path + "/compact", "s", "").path("summarised").asInt()).isEqualTo(2);
    var calls = "/admin/calls?filter=session%3Ds";
    Patience.until(
        () -> skills.admin("GET", calls, "").path("data").size() == 3, "calls are recorded");
    for (var call : skills.admin("GET", calls, "").path("data")) {
      ask("GET", "/admin/calls/{id}", call.path("call").asString(), "");
      ask("GET", "/admin/calls/{id}/neighbours", call.path("call").asString(), "");
    }
    var session = skills.admin("GET", path.replace("{id}", "s") + "?usage=true", "");
    assertThat(description.check("GET", path, 200, session)).isEmpty();
    assertThat(session.at("/usage/calls").asInt()).isEqualTo(3);
  }
}
