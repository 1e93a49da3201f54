package dev.tutti.gateway.messages;

import dev.tutti.chat.Json;
import dev.tutti.chat.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Content blocks as parts of a message in OpenAI's dialect. A block that it has no form for goes
 * along as it is: Anthropic understands it, and everybody else refuses it by its name. Not
 * thread-safe.
 */
final class ContentParts {
  private static final Set<String> TRANSLATED =
      Set.of("type", "text", "source", "thinking", "signature");

  private final ArrayNode parts = Json.array();
  private final List<String> places = new ArrayList<>();

  /** The parts so far. */
  ArrayNode json() {
    return parts;
  }

  /** Origin of each part. */
  List<String> places() {
    return places;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** The type of a block. */
  static String type(InputValue block) {
    block.object();
    return block.member("type").name();
  }

  /** Adds everything of a content that is no string. */
  ContentParts addAll(InputValue content) {
    content.list().forEach(this::add);
    return this;
  }

  void add(InputValue block) {
    var part =
        switch (type(block)) {
          case "text" -> Json.object().put("type", "text").put("text", block.member("text").text());
          case "image" -> image(block);
          case "document" -> document(block);
          default -> block.object().deepCopy();
        };
    block
        .object()
        .forEachEntry(
            (name, value) -> {
              boolean said = TRANSLATED.contains(name) || (name.equals("title") && isFile(part));
              if (!said && !value.isNull() && !part.has(name)) {
                part.set(name, value);
              }
            });
    parts.add(part);
    places.add(block.place());
  }

  /** Adds words that stand for a block of another kind. */
  void text(String words, String place) {
    parts.addObject().put("type", "text").put("text", words);
    places.add(place);
  }

  /** A document's title is its file's name. */
  private static boolean isFile(ObjectNode part) {
    return part.has("file");
  }

  private static ObjectNode image(InputValue block) {
    var source = block.member("source");
    source.object();
    return switch (source.member("type").name()) {
      case "url" -> image(source.member("url").name());
      case "base64" -> image(dataUrl(source));
      default -> block.object().deepCopy();
    };
  }

  private static ObjectNode image(String url) {
    var part = Json.object().put("type", "image_url");
    part.putObject("image_url").put("url", url);
    return part;
  }

  private static ObjectNode document(InputValue block) {
    var source = block.member("source");
    source.object();
    return switch (source.member("type").name()) {
      case "base64" -> file(block, dataUrl(source));
      case "text" -> file(block, textUrl(source.member("data").text()));
      default -> block.object().deepCopy();
    };
  }

  private static ObjectNode file(InputValue block, String url) {
    var part = Json.object().put("type", "file");
    var file = part.putObject("file");
    block.optional("title").ifPresent(title -> file.put("filename", title.text()));
    file.put("file_data", url);
    return part;
  }

  private static String dataUrl(InputValue source) {
    var data = source.member("data").name();
    return "data:%s;base64,%s"
        .formatted(MediaType.of(source.member("media_type").name(), data), data);
  }

  private static String textUrl(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return "data:text/plain;base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
