package dev.tutti.gateway.session;

import dev.tutti.chat.Json;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Messages of a chat, among which something is told.
 *
 * @param messages in OpenAI's dialect
 */
record ToldMessages(JsonNode messages) {
  private static final Set<String> INSTRUCTIONS = Set.of("system", "developer");

  /** Words of the user's last message; empty where nobody has said anything. */
  String said() {
    for (int at = messages.size() - 1; at >= 0; at--) {
      var message = messages.get(at);
      if (message.path("role").asString("").equals("user")) {
        return SessionJson.text(message.path("content"));
      }
    }
    return "";
  }

  /** All of them, with a text behind the instructions at the beginning. */
  ArrayNode with(String text) {
    var all = Json.array();
    boolean told = false;
    for (var message : messages) {
      if (!told && !INSTRUCTIONS.contains(message.path("role").asString(""))) {
        all.addObject().put("role", "system").put("content", text);
        told = true;
      }
      all.add(message);
    }
    return all;
  }
}
