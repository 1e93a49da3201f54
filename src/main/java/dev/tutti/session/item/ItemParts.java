package dev.tutti.session.item;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pieces of an item's content as the pieces of a chat message. */
final class ItemParts {
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "text",
          "annotations",
          "logprobs",
          "image_url",
          "detail",
          "file_id",
          "file_data",
          "file_url",
          "filename",
          "input_audio",
          "refusal");

  private ItemParts() {}

  /**
   * The content of a message: a text where it is one, else the pieces.
   *
   * @throws Fault {@code invalid_request} for a piece that chats do not have
   */
  static JsonNode content(JsonNode content, String place) {
    if (content.isString()) {
      return content;
    }
    var pieces = Json.array();
    int index = 0;
    for (var each : content) {
      pieces.add(part(each, place + "[" + index++ + "]"));
    }
    return plain(pieces);
  }

  /** A single text that nothing else is said about is said without a list: everybody knows it. */
  static JsonNode plain(ArrayNode pieces) {
    var only = pieces.path(0);
    boolean bare = pieces.size() == 1 && only.size() == 2 && only.has("text");
    return bare ? only.path("text") : pieces;
  }

  static ObjectNode part(JsonNode part, String place) {
    var type = part.path("type").asString("");
    var made =
        switch (type) {
          case "input_text", "output_text", "text", "summary_text", "reasoning_text" ->
              Json.object().put("type", "text").put("text", part.path("text").asString(""));
          case "refusal" ->
              Json.object()
                  .put("type", "refusal")
                  .put("refusal", part.path("refusal").asString(""));
          case "input_image" -> image(part, place);
          case "input_file" -> file(part, place);
          case "input_audio" -> {
            var audio = Json.object().put("type", "input_audio");
            audio.set("input_audio", part.path("input_audio"));
            yield audio;
          }
          default ->
              throw Fault.invalid(
                  place + ".type",
                  "\"%s\" (expected: input_text, input_image, input_file, output_text or refusal)"
                      .formatted(type));
        };
    part.forEachEntry(
        (name, value) -> {
          if (!KNOWN.contains(name)) {
            made.set(name, value);
          }
        });
    return made;
  }

  private static ObjectNode image(JsonNode part, String place) {
    if (!part.path("image_url").isString()) {
      throw Fault.invalid(
          place + ".image_url",
          "is missing (expected: an address or a data URL; no files are kept)");
    }
    var made = Json.object().put("type", "image_url");
    var image = made.putObject("image_url");
    image.set("url", part.path("image_url"));
    if (part.path("detail").isString()) {
      image.set("detail", part.path("detail"));
    }
    return made;
  }

  private static ObjectNode file(JsonNode part, String place) {
    if (part.path("file_url").isString()) {
      throw Fault.invalid(
          place + ".file_url", "files are not fetched (expected: file_data with a data URL)");
    }
    var made = Json.object().put("type", "file");
    var file = made.putObject("file");
    for (var name : new String[] {"filename", "file_data", "file_id"}) {
      if (part.path(name).isString()) {
        file.set(name, part.path(name));
      }
    }
    if (!file.has("file_data") && !file.has("file_id")) {
      throw Fault.invalid(place + ".file_data", "is missing (expected: a data URL)");
    }
    return made;
  }
}
