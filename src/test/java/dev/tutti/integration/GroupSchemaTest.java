package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.ApiDescription;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What groups answer, by the published schemas. */
class GroupSchemaTest {
  @RegisterExtension static final Rig rig = Rig.of(GroupExamples.YAML);

  private static final String ONE = "/v1/groups/{id}";

  private static TestingAdmin caller;
  private static ApiDescription description;

  @BeforeAll
  static void start() {
    caller = new TestingAdmin(rig.tutti().url(), "");
    description = new ApiDescription(caller.get("/openapi.json").json());
  }

  @AfterAll
  static void stop() {
    caller.close();
  }

  private static JsonNode ask(String method, String path, String target, String body) {
    if (!body.isEmpty()) {
      assertThat(description.checkRequest(method, path, Json.tree(body))).as(body).isEmpty();
    }
    var answer = caller.ask(method, target, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(description.check(method, path, 200, answer.json())).as(answer.text()).isEmpty();
    return answer.json();
  }

  private static JsonNode one(String method, String more, String id, String body) {
    return ask(method, ONE + more, ONE.replace("{id}", id) + more, body);
  }

  @Test
  void groups_are_as_described() {
    rig.upstream().playAlways(new ModelScripts().says("qwen3-8b", "Hi.\nBo: no"));
    var nara = GroupExamples.character(caller, "Nara");
    var bo = GroupExamples.character(caller, "Bo");
    var body =
        """
        {"name":"crew","characters":["%s",{"id":"%s","model":"broken","talkativeness":1,"aliases":["B"]}],
         "policy":"list","budget_tokens":1000,"model":"qwen3_8b","context":{"strategy":"window"}}
        """
            .formatted(nara, bo);
    var id = ask("POST", "/v1/groups", "/v1/groups", body).path("id").asString();
    ask("GET", "/v1/groups", "/v1/groups", "");
    one("GET", "", id, "");
    one("PATCH", "", id, "{\"max_turns\":5,\"user\":null}");
    var post = "{\"content\":\"Hi\",\"to\":[\"%s\"],\"temperature\":0.5}".formatted(nara);
    var reply = one("POST", "/messages", id, post).at("/replies/0/message_id").asString();
    assertThat(one("POST", "/continue", id, "{}").path("failures")).hasSize(1);
    var again = ONE + "/messages/{mid}/regenerate";
    ask("POST", again, again.replace("{id}", id).replace("{mid}", reply), "");
    one("POST", "/cancel", id, "");
    var choose = ONE + "/messages/{mid}/choose";
    ask("POST", choose, choose.replace("{id}", id).replace("{mid}", reply), "");
    one("GET", "/messages", id, "");
    one("DELETE", "", id, "");
  }

  @Test
  void events_are_as_described() {
    rig.upstream().playAlways(new ModelScripts().says("qwen3-8b", "Hi."));
    var nara = GroupExamples.character(caller, "Nara");
    var bo = GroupExamples.character(caller, "Bo");
    var body =
        "{\"characters\":[\"%s\",{\"id\":\"%s\",\"model\":\"broken\"}],\"policy\":\"list\"}"
            .formatted(nara, bo);
    var id = caller.post("/v1/groups", body).json().path("id").asString();
    var answer =
        caller.post("/v1/groups/" + id + "/stream", "{\"content\":\"Hi\",\"model\":\"qwen3_8b\"}");
    var events = answer.text().lines().filter(line -> line.startsWith("data: ")).toList();
    assertThat(events).hasSizeGreaterThan(3);
    for (var each : events) {
      var json = Json.tree(each.substring(6));
      var schema = json.has("planned") ? "GroupTurn" : "GroupEvent";
      assertThat(description.check(schema, json)).as(each).isEmpty();
    }
  }
}
