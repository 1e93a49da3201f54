package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls through a rig whose upstream has the Responses API; JSON is written in single quotes. */
record ResponsesCalls(Rig rig) {
  static final String PATH = "/v1/responses";

  ReceivedRequest post(String path, String body) throws IOException {
    try (var client = rig.tutti().client()) {
      return client.post(path, body.replace('\'', '"'), Chat.JSON).answer();
    }
  }

  static JsonNode ok(ReceivedRequest heard) {
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    return Json.tree(heard.body());
  }

  /** What the upstream was asked at a path. */
  JsonNode asked(String target) throws InterruptedException {
    var turn = rig.upstream().turn().heard();
    assertThat(turn.target()).isEqualTo(target);
    return Json.tree(turn.body());
  }

  static JsonNode json(String text) {
    return Json.tree(text.replace('\'', '"'));
  }

  /** The events of a streamed response. */
  List<ObjectNode> events(String body) throws IOException {
    try (var client = rig.tutti().client().post(PATH, body.replace('\'', '"'))) {
      assertThat(client.head().status()).isEqualTo(200);
      var all = new ArrayList<ObjectNode>();
      for (var event : client.events()) {
        var lines = event.lines().toList();
        var json = (ObjectNode) Json.tree(lines.get(1).substring("data: ".length()));
        assertThat(lines.getFirst()).isEqualTo("event: " + json.path("type").asString());
        assertThat(json.path("sequence_number").asInt(-1)).isEqualTo(all.size());
        all.add(json);
      }
      return all;
    }
  }
}
