package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From what a user says over HTTP to a fact, and from the fact to a prompt. */
class MemoryFlowTest {
  private static final String NOTES = "memory_changes";

  @TempDir Path folder;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private TestingUpstream upstream;
  private TestingTutti tutti;
  private TestingAdmin client;

  @BeforeEach
  void start() throws IOException {
    var skill = Files.createDirectories(folder.resolve("skills/greet/v1.0.0"));
    Files.writeString(skill.resolve("skill.yaml"), "llm: {model: up/chat}\n");
    Files.writeString(
        skill.resolve("prompt.md"), "Known:{% for each in memory %} [{{ each }}]{% endfor %}");
    upstream = TestingUpstream.start();
    tutti =
        TestingTutti.start(
            folder.resolve("data"),
            """
            providers:
              up: {base_url: "%s", api_key: sk-of-the-provider}
            conversation: {memory: {enabled: true, model: up/notes}}
            skills: {folder: "%s"}
            """
                .formatted(upstream.url(), folder.resolve("skills")));
    client = new TestingAdmin(tutti.url(), "");
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    tutti.close();
    upstream.close();
  }

  /** Notes this of what is said, and answers everything else. */
  private void notes(String changes) {
    Script script =
        turn -> {
          var body = turn.heard().body();
          asked.add(body);
          if (body.contains(NOTES)) {
            Chat.answers("{\"changes\": [" + changes + "]}").play(turn);
          } else if (body.contains("\"stream\":true")) {
            Chat.says("Fine").play(turn);
          } else {
            Chat.answers("Fine").play(turn);
          }
        };
    upstream.playAlways(script);
  }

  private static String change(String operation, int fact, String text, String quote) {
    return Json.text(
        Json.object()
            .put("operation", operation)
            .put("fact", fact)
            .put("message", 1)
            .put("text", text)
            .put("quote", quote)
            .put("confidence", 0.8)
            .putNull("expires_at"));
  }

  private JsonNode post(String path, String body) {
    var answer = client.post(path, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode facts(String more) {
    return client.get("/v1/memories?user=anna" + more).json().path("data");
  }

  @Test
  void what_a_user_says_becomes_a_fact_changes_and_goes_with_its_session() {
    post("/v1/sessions", "{\"id\": \"s1\", \"user\": \"anna\", \"model\": \"up/chat\"}");
    notes(change("add", 0, "Lives in Paris", "I live in Paris"));
    var said = post("/v1/sessions/s1/messages", "{\"content\": \"I live in Paris\"}");
    Patience.until(() -> facts("").size() == 1, "a fact is noted");
    var fact = facts("").path(0);
    assertThat(fact.path("text").asString()).isEqualTo("Lives in Paris");
    assertThat(fact.at("/provenance/session").asString()).isEqualTo("s1");
    assertThat(fact.at("/provenance/message").asString())
        .isEqualTo(said.at("/message/id").asString());
    notes(change("update", 1, "Lives in Rome", "moved to Rome"));
    post("/v1/sessions/s1/messages", "{\"content\": \"I moved to Rome\"}");
    Patience.until(() -> facts("&state=superseded").size() == 1, "it is superseded");
    assertThat(facts("&state=current").path(0).path("text").asString()).isEqualTo("Lives in Rome");
    isRecorded();
    assertThat(client.delete("/v1/sessions/s1?memories=true").status()).isEqualTo(204);
    assertThat(facts("")).isEmpty();
  }

  /** The calls by which facts are noted are the user's, and have tokens. */
  private void isRecorded() {
    Patience.until(
        () -> client.get("/admin/calls?filter=endpoint%3Dmemory").json().path("data").size() == 2,
        "both calls are recorded");
    var call = client.get("/admin/calls?filter=endpoint%3Dmemory").json().path("data").path(0);
    assertThat(call.path("user").asString()).isEqualTo("anna");
    assertThat(call.path("session").asString()).isEqualTo("s1");
    assertThat(call.path("outcome").asString()).isEqualTo("completed");
    assertThat(call.path("input_tokens").asInt(0)).isEqualTo(9);
  }

  @Test
  void a_skill_is_told_of_its_user_and_nobody_else() {
    notes("");
    post("/v1/memories", "{\"user\": \"anna\", \"text\": \"Is allergic to nuts\"}");
    post("/v1/skills/greet/execute", "{\"user_message\": \"Nuts?\", \"user_id\": \"anna\"}");
    assertThat(lastPrompt()).contains("Known: [Is allergic to nuts]");
    post("/v1/skills/greet/execute", "{\"user_message\": \"Nuts?\", \"user_id\": \"bert\"}");
    assertThat(lastPrompt()).contains("Known:\"");
  }

  /** What the skill was told; what is said is noted at the same time. */
  private String lastPrompt() {
    return asked.stream().filter(body -> !body.contains(NOTES)).toList().getLast();
  }
}
