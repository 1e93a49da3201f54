package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What is remembered of what a user says in a group. */
class GroupMemoryTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers: {up: {base_url: "{upstream}", api_key: sk-of-the-provider}}
          conversation: {memory: {enabled: true, model: up/notes}}
          """);

  private final ModelScripts scripts = new ModelScripts();

  private static String notes(JsonNode request) {
    var changes = Json.object();
    var change =
        changes
            .putArray("changes")
            .addObject()
            .put("operation", "add")
            .put("fact", 0)
            .put("message", 1);
    change.put("text", "Lives in Paris").put("quote", "I live in Paris");
    change.put("confidence", 0.8).putNull("expires_at");
    return request.toString().contains("Paris") ? Json.text(changes) : "{\"changes\":[]}";
  }

  @Test
  void a_turn_is_looked_at_once_and_what_not_everybody_hears_never() {
    rig.upstream().playAlways(scripts.says("chat", "Fine").says("notes", GroupMemoryTest::notes));
    try (var caller = new TestingAdmin(rig.tutti().url(), "")) {
      var nara = GroupExamples.character(caller, "Nara");
      var members = List.of(nara, GroupExamples.character(caller, "Bo"));
      var group =
          GroupExamples.group(
              caller,
              members,
              "\"policy\":\"list\",\"model\":\"up/chat\",\"context\":{\"memory\":true}");
      var path = "/v1/groups/" + group + "/messages";
      assertThat(caller.post(path, "{\"content\":\"I live in Paris\"}").status()).isEqualTo(200);
      Patience.until(
          () -> caller.get("/v1/memories?user=Kim").text().contains("Lives in Paris"),
          "a fact is noted");
      var secret = "{\"content\":\"My code is 4711\",\"to\":[\"%s\"]}".formatted(nara);
      assertThat(caller.post(path, secret).status()).isEqualTo(200);
      assertThat(caller.post(path, "{\"content\":\"Hello\"}").status()).isEqualTo(200);
      Patience.until(() -> scripts.asked("notes").size() == 2, "the last turn is looked at");
      assertThat(scripts.asked("notes").toString()).doesNotContain("4711");
      for (var request : scripts.asked("chat").subList(3, 5)) {
        assertThat(GroupExamples.told(request)).contains("Lives in Paris");
      }
    }
  }
}
