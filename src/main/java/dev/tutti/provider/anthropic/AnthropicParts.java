package dev.tutti.provider.anthropic;

import dev.tutti.chat.ChatMessage.Part;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Pieces of a message as Anthropic's content blocks. */
final class AnthropicParts {
  private static final List<String> EXTRAS =
      List.of("cache_control", "citations", "is_error", "caller", "context", "title");

  private AnthropicParts() {}

  /** The blocks; text that is blank is left out, as Anthropic refuses it. */
  static List<ObjectNode> blocks(List<Part> parts, String place) {
    var blocks = new ArrayList<ObjectNode>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      if (!(part instanceof Part.Text(String words, ObjectNode _) && words.isBlank())) {
        blocks.add(block(part, place + "[" + i + "]"));
      }
    }
    return blocks;
  }

  static ObjectNode text(String words) {
    return Json.object().put("type", "text").put("text", words);
  }

  /** Copies the members that Anthropic alone knows. */
  static void extras(ObjectNode from, ObjectNode to) {
    for (var name : EXTRAS) {
      if (from.has(name)) {
        to.set(name, from.get(name));
      }
    }
  }

  private static ObjectNode block(Part part, String place) {
    return switch (part) {
      case Part.Text(String words, ObjectNode json) -> with(json, text(words));
      case Part.ImageLink(String url, ObjectNode json) ->
          with(json, source("image", Json.object().put("type", "url").put("url", url)));
      case Part.ImageData(String type, String data, ObjectNode json) ->
          with(json, source("image", base64(type, data)));
      case Part.Document document -> with(document.json(), document(document, place));
      case Part.Audio _ ->
          throw Fault.invalid(
              place, "audio (expected: text, images or documents, which Anthropic understands)");
      case Part.Other(String type, ObjectNode json) -> type.equals("file") ? file(json) : json;
    };
  }

  private static ObjectNode with(ObjectNode json, ObjectNode block) {
    extras(json, block);
    return block;
  }

  private static ObjectNode source(String type, ObjectNode source) {
    var block = Json.object().put("type", type);
    block.set("source", source);
    return block;
  }

  private static ObjectNode base64(String type, String data) {
    return Json.object().put("type", "base64").put("media_type", type).put("data", data);
  }

  private static ObjectNode document(Part.Document document, String place) {
    var source =
        switch (document.mediaType()) {
          case "application/pdf" -> base64("application/pdf", document.base64());
          case "text/plain", "text/markdown", "text/csv" ->
              Json.object()
                  .put("type", "text")
                  .put("media_type", "text/plain")
                  .put("data", decoded(document.base64(), place));
          default ->
              throw Fault.invalid(
                  place,
                  "a document of %s (expected: application/pdf or text/plain)"
                      .formatted(document.mediaType()));
        };
    var block = source("document", source);
    return document.json().path("file").has("filename")
        ? block.put("title", document.name())
        : block;
  }

  private static String decoded(String base64, String place) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw Fault.invalid(place, "not base64 (expected: a document in base64)");
    }
  }

  /** A file that was uploaded before. */
  private static ObjectNode file(ObjectNode json) {
    var id = json.path("file").path("file_id").asString("");
    return with(json, source("document", Json.object().put("type", "file").put("file_id", id)));
  }
}
