package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Parts of an item's content as every model would have to have them. Parts of a kind that only
 * OpenAI knows, and forms that other models do not have, such as a file by its id, are for those
 * who are asked.
 */
final class InputParts {
  /** Parts of chats, which callers give by mistake, and what they are here. */
  private static final Map<String, String> MOVED =
      Map.of("image_url", "input_image", "file", "input_file");

  private InputParts() {}

  /**
   * Goes on only where all parts are well-formed.
   *
   * @param place names the list in faults
   * @throws Fault {@code invalid_request}, naming the part
   */
  static void check(JsonNode parts, String place) {
    int index = 0;
    for (var part : parts) {
      check(part, part.path("type"), place + "[" + index++ + "]");
    }
  }

  private static void check(JsonNode part, JsonNode type, String place) {
    require(part.isObject(), place, part, "an object with a type");
    boolean named = type.isString() && !type.asString().isEmpty();
    require(named, place + ".type", type, "input_text, input_image, input_file, output_text, ...");
    switch (type.asString()) {
      case "input_text", "output_text", "text", "summary_text", "reasoning_text" ->
          text(part, "text", place);
      case "refusal" -> text(part, "refusal", place);
      case "input_image" -> oneOf(part, place, "image_url", "file_id");
      case "input_file" -> oneOf(part, place, "file_data", "file_url", "file_id");
      case "input_audio" ->
          require(
              part.path("input_audio").isObject(),
              place + ".input_audio",
              part.path("input_audio"),
              "an object with data and format");
      case String other -> {
        var here = MOVED.getOrDefault(other, "");
        require(here.isEmpty(), place + ".type", type, here);
      }
    }
  }

  private static void text(JsonNode part, String name, String place) {
    require(part.path(name).isString(), place + "." + name, part.path(name), "a string");
  }

  private static void oneOf(JsonNode part, String place, String... names) {
    boolean any = false;
    for (var name : names) {
      var value = part.path(name);
      boolean absent = value.isMissingNode() || value.isNull();
      require(absent || value.isString(), place + "." + name, value, "a string");
      any |= !absent;
    }
    var expected = "one of " + String.join(", ", names);
    require(any, place + "." + names[0], part.path(names[0]), expected);
  }

  private static void require(boolean right, String place, JsonNode value, String expected) {
    if (!right) {
      throw InputItems.wrong(place, value, expected);
    }
  }
}
