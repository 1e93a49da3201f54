package dev.tutti.memory.session;

import tools.jackson.databind.JsonNode;

/** Words of a message as it is kept, in the form of a chat or as an item of the Responses API. */
final class MessageText {
  private MessageText() {}

  /** All that it says, without pictures and the like. */
  static String of(JsonNode message) {
    var content = message.path("content");
    if (content.isString()) {
      return content.asString();
    }
    var text = new StringBuilder();
    for (var part : content) {
      var said = part.path("text").asString(part.path("refusal").asString(""));
      text.append(text.isEmpty() || said.isEmpty() ? "" : "\n").append(said);
    }
    return text.toString();
  }
}
