package dev.tutti.provider.gemini;

import dev.tutti.chat.ChatMessage.Part;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writer of pieces of messages as Gemini's parts. */
final class GeminiPart {
  /**
   * The member of a message that holds parts for which OpenAI's dialect has no form, such as code
   * that the model ran, so that they can be shown to Gemini again.
   */
  static final String NATIVE = "google_parts";

  private static final String BASE64 = ";base64,";

  private GeminiPart() {}

  /** The parts of a message at {@code place}; empty text says nothing and is left out. */
  static ArrayNode all(List<Part> parts, String place) {
    var all = Json.array();
    for (int i = 0; i < parts.size(); i++) {
      if (!(parts.get(i) instanceof Part.Text(String text, ObjectNode _)) || !text.isEmpty()) {
        all.add(of(parts.get(i), place + ".content[" + i + "]"));
      }
    }
    return all;
  }

  private static ObjectNode of(Part part, String place) {
    return switch (part) {
      case Part.Text(String text, ObjectNode _) -> Json.object().put("text", text);
      case Part.ImageLink(String url, ObjectNode _) -> link(url, mediaType(url));
      case Part.ImageData(String type, String base64, ObjectNode _) -> inline(type, base64);
      case Part.Audio(String format, String base64, ObjectNode _) ->
          inline("audio/" + format, base64);
      case Part.Document(String _, String type, String base64, ObjectNode _) ->
          inline(type, base64);
      case Part.Other(String type, ObjectNode json) -> other(type, json, place);
    };
  }

  /** A film is shown like a picture; a file that was uploaded to Google is named by its address. */
  private static ObjectNode other(String type, JsonNode json, String place) {
    var video = json.path("video_url").path("url").asString("");
    if (type.equals("video_url") && !video.isEmpty()) {
      return data(video).orElseGet(() -> link(video, mediaType(video)));
    }
    var id = json.path("file").path("file_id").asString("");
    if (!type.equals("file") || id.isEmpty()) {
      throw Fault.invalid(
          place + ".type",
          "\"%s\" (expected by this model: text, image_url, input_audio, video_url or file)"
              .formatted(type));
    }
    return link(id, json.path("file").path("format").asString(""));
  }

  /** The pictures that an earlier answer held, as the reader says them. */
  static ArrayNode images(JsonNode message) {
    var all = Json.array();
    for (var image : message.path("images")) {
      data(image.path("image_url").path("url").asString("")).ifPresent(all::add);
    }
    return all;
  }

  /** The part that a {@code data:} URL holds. */
  private static Optional<ObjectNode> data(String url) {
    int comma = url.indexOf(BASE64);
    return url.startsWith("data:") && comma > 0
        ? Optional.of(
            inline(url.substring("data:".length(), comma), url.substring(comma + BASE64.length())))
        : Optional.empty();
  }

  private static ObjectNode inline(String mediaType, String base64) {
    var part = Json.object();
    part.putObject("inlineData").put("mimeType", mediaType).put("data", base64);
    return part;
  }

  private static ObjectNode link(String url, String mediaType) {
    var part = Json.object();
    var data = part.putObject("fileData").put("fileUri", url);
    if (!mediaType.isEmpty()) {
      data.put("mimeType", mediaType);
    }
    return part;
  }

  /** The type by the address's ending; Gemini asks the address where it is empty. */
  private static String mediaType(String url) {
    var path = url.replaceFirst("[?#].*", "").toLowerCase(Locale.ROOT);
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "png" -> "image/png";
      case "jpg", "jpeg" -> "image/jpeg";
      case "webp" -> "image/webp";
      case "gif" -> "image/gif";
      case "heic" -> "image/heic";
      case "heif" -> "image/heif";
      case "mp4" -> "video/mp4";
      case "webm" -> "video/webm";
      case "mov" -> "video/quicktime";
      default -> "";
    };
  }
}
