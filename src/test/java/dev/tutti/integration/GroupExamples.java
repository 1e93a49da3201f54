package dev.tutti.integration;

import dev.tutti.testing.TestingAdmin;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Groups of characters, and what their models are asked. */
final class GroupExamples {
  static final String YAML =
      CooperationExamples.YAML
          + """
            broken: {deployments: [{provider: up, model: broken}]}
          """;

  private static final Pattern SPEAKER = Pattern.compile("next reply of (.+?) in a group chat");

  private GroupExamples() {}

  /** Imports a character; says its id. */
  static String character(TestingAdmin caller, String name) {
    var card =
        """
        {"spec":"chara_card_v2","spec_version":"2.0","data":{"name":"%s",
         "description":"Only {{char}} knows the secret of %s."}}
        """
            .formatted(name, name);
    var answer = caller.post("/v1/characters/import", card);
    return answer.json().at("/character/id").asString();
  }

  /** Begins a group; says its id. */
  static String group(TestingAdmin caller, List<String> characters, String more) {
    var body =
        "{\"name\":\"crew\",\"user\":\"Kim\",\"characters\":[\"%s\"]%s}"
            .formatted(String.join("\",\"", characters), more.isEmpty() ? "" : "," + more);
    var answer = caller.post("/v1/groups", body);
    if (answer.status() != 200) {
      throw new AssertionError(answer.text());
    }
    return answer.json().path("id").asString();
  }

  /** Says something in a group, with more members of the message; gives the answer. */
  static JsonNode say(TestingAdmin caller, String group, String content, String... more) {
    var members = more.length == 0 ? "" : "," + String.join(",", more);
    var message = "{\"content\":\"%s\"%s}".formatted(content, members);
    var answer = caller.post("/v1/groups/" + group + "/messages", message);
    if (answer.status() != 200) {
      throw new AssertionError(answer.text());
    }
    return answer.json();
  }

  /** What was said in a group, each with its speaker, as {@code Bo: Hello}. */
  static List<String> history(TestingAdmin caller, String group) {
    return caller
        .get("/v1/groups/" + group + "/messages")
        .json()
        .path("data")
        .valueStream()
        .map(each -> each.path("name").asString() + ": " + each.path("content").asString())
        .toList();
  }

  /** Who is to speak, by what its model is told. */
  static String speaker(JsonNode request) {
    var found = SPEAKER.matcher(request.at("/messages/0/content").asString(""));
    return found.find() ? found.group(1) : "";
  }

  /** All that a model is told, as one text. */
  static String told(JsonNode request) {
    return request.path("messages").toString();
  }
}
