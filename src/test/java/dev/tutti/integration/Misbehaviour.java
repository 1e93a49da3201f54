package dev.tutti.integration;

import dev.tutti.chat.Json;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The ways in which models spoil an answer in JSON. */
enum Misbehaviour {
  FENCES,
  PROSE,
  TRAILING_COMMA,
  SINGLE_QUOTES,
  PYTHON,
  NOT_CLOSED,
  CUT_OFF,
  WRONG_TYPE,
  MISSING_FIELD,
  EXTRA_FIELD,
  OTHER_LANGUAGE,
  EMPTY;

  /** What a model says that means this value. */
  String spoil(JsonNode meant) {
    var json = Json.text(meant);
    return switch (this) {
      case FENCES -> "```json\n" + json + "\n```";
      case PROSE -> "Sure! Here is what you asked for:\n\n" + json + "\n\nAnything else?";
      case TRAILING_COMMA -> json.replaceAll("([}\\]])$", ",$1");
      case SINGLE_QUOTES -> json.replace('"', '\'');
      case PYTHON -> python(json);
      case NOT_CLOSED -> json.replaceAll("[}\\]]+$", "");
      case CUT_OFF -> json.substring(0, json.length() * 2 / 3);
      case WRONG_TYPE -> wrong(meant);
      case MISSING_FIELD ->
          edited(meant, each -> each.remove(each.propertyNames().iterator().next()));
      case EXTRA_FIELD -> edited(meant, each -> each.put("remark", "as you wished"));
      case OTHER_LANGUAGE -> renamed(meant);
      case EMPTY -> "";
    };
  }

  private static String python(String json) {
    return json.replace("true", "True")
        .replace("false", "False")
        .replace("null", "None")
        .replaceAll("\"([\\p{L}_]+)\":", "$1: ");
  }

  private static String wrong(JsonNode meant) {
    var wrong = Json.object();
    members(meant).forEachEntry((name, _) -> wrong.putArray(name).add(-0.5));
    return Json.text(wrong);
  }

  private static String renamed(JsonNode meant) {
    var other = Json.object();
    members(meant).forEachEntry((name, value) -> other.set("字段" + name.length(), value));
    return Json.text(other);
  }

  /** Whether what is valid can have lost or won something by it. */
  boolean changesTheValue() {
    return switch (this) {
      case WRONG_TYPE, MISSING_FIELD, EXTRA_FIELD, OTHER_LANGUAGE -> true;
      case FENCES, PROSE, TRAILING_COMMA, SINGLE_QUOTES, PYTHON, NOT_CLOSED, CUT_OFF, EMPTY ->
          false;
    };
  }

  /** Whether it can be understood without asking again. */
  boolean isMended() {
    return switch (this) {
      case FENCES, PROSE, TRAILING_COMMA, SINGLE_QUOTES, PYTHON -> true;
      case NOT_CLOSED, CUT_OFF, WRONG_TYPE, MISSING_FIELD, EXTRA_FIELD, OTHER_LANGUAGE, EMPTY ->
          false;
    };
  }

  private static JsonNode members(JsonNode json) {
    return json instanceof ArrayNode list ? list.get(0) : json;
  }

  private static String edited(JsonNode json, Consumer<ObjectNode> edit) {
    var copy = json.deepCopy();
    edit.accept((ObjectNode) members(copy));
    return Json.text(copy);
  }
}
