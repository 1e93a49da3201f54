package dev.tutti.cooperation.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import tools.jackson.databind.JsonNode;

/** Object in a model's answer that was asked for JSON alone, and may have said more. */
final class JsonReply {
  private JsonReply() {}

  /** From the first brace to the last; an empty object where that is none. */
  static JsonNode of(String text) {
    int from = text.indexOf('{');
    int to = text.lastIndexOf('}');
    if (from < 0 || to < from) {
      return Json.object();
    }
    try {
      var node = Json.tree(text.substring(from, to + 1));
      return node.isObject() ? node : Json.object();
    } catch (Fault _) {
      return Json.object();
    }
  }
}
