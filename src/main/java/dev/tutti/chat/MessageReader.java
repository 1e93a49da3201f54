package dev.tutti.chat;

import dev.tutti.chat.ChatMessage.Call;
import dev.tutti.chat.ChatMessage.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the messages of one conversation in OpenAI's dialect, in order; {@code place} names them in
 * faults. An id that names several calls is made one for each. Not thread-safe.
 */
final class MessageReader {
  private final Map<String, String> callNames = new HashMap<>();
  private final UniqueCallIds ids = new UniqueCallIds(UnaryOperator.identity());

  ChatMessage read(JsonNode node, String place) {
    var json = (ObjectNode) node;
    var parts = parts(json.path("content"), place + ".content");
    return switch (json.path("role").asString("")) {
      case "system", "developer" -> new ChatMessage.Instruction(parts, json);
      case "assistant" -> new ChatMessage.Assistant(parts, reasoning(json), calls(json), json);
      case "tool" -> result(json.path("tool_call_id").asString(""), json, parts);
      case "function" -> result(json.path("name").asString(""), json, parts);
      default -> new ChatMessage.User(parts, json);
    };
  }

  private ChatMessage result(String given, ObjectNode json, List<Part> parts) {
    var callId = ids.result(given);
    var name = json.path("name").asString(callNames.getOrDefault(callId, ""));
    return new ChatMessage.ToolResult(callId, name, parts, json);
  }

  private static String reasoning(ObjectNode json) {
    return json.path("reasoning_content").asString(json.path("reasoning").asString(""));
  }

  private List<Call> calls(ObjectNode json) {
    ids.turn();
    var all = new ArrayList<Call>();
    for (var call : json.path("tool_calls")) {
      all.add(call(call.path("id").asString(""), call.path("function"), call));
    }
    if (json.path("function_call").isObject()) {
      var call = json.path("function_call");
      all.add(call(call.path("name").asString(""), call, call));
    }
    all.forEach(call -> callNames.put(call.id(), call.name()));
    return all;
  }

  private Call call(String id, JsonNode function, JsonNode json) {
    var arguments = function.path("arguments");
    return new Call(
        ids.call(id),
        function.path("name").asString(""),
        arguments.isString() ? arguments.asString() : Json.text(arguments),
        json instanceof ObjectNode object ? object : Json.object());
  }

  private static List<Part> parts(JsonNode content, String place) {
    if (content.isString()) {
      return List.of(new Part.Text(content.asString(), Json.object()));
    }
    var all = new ArrayList<Part>();
    int index = 0;
    for (var part : content) {
      all.add(part((ObjectNode) part, place + "[" + index++ + "]"));
    }
    return all;
  }

  private static Part part(ObjectNode json, String place) {
    var type = json.path("type").asString("");
    return switch (type) {
      case "text", "input_text", "output_text" ->
          new Part.Text(json.path("text").asString(""), json);
      case "refusal" -> new Part.Text(json.path("refusal").asString(""), json);
      case "image_url" -> image(json, place);
      case "input_audio" -> {
        var audio = json.path("input_audio");
        yield new Part.Audio(
            audio.path("format").asString("wav"), audio.path("data").asString(""), json);
      }
      case "file" -> document(json, place);
      default -> new Part.Other(type, json);
    };
  }

  private static Part image(ObjectNode json, String place) {
    var image = json.path("image_url");
    var url = image.isString() ? image.asString() : image.path("url").asString("");
    if (url.isEmpty()) {
      throw Fault.invalid(
          place + ".image_url.url", "is missing (expected: https://... or data:...)");
    }
    if (!url.startsWith("data:")) {
      return new Part.ImageLink(url, json);
    }
    var data = DataUrl.parse(url, place + ".image_url.url", "image/png");
    return new Part.ImageData(data.mediaType(), data.base64(), json);
  }

  private static Part document(ObjectNode json, String place) {
    var file = json.path("file");
    if (!file.path("file_data").isString()) {
      return new Part.Other("file", json);
    }
    var data =
        DataUrl.parse(
            file.path("file_data").asString(), place + ".file.file_data", "application/pdf");
    return new Part.Document(
        file.path("filename").asString("document"), data.mediaType(), data.base64(), json);
  }

  /** {@code data:image/png;base64,...}, see RFC 2397. */
  private record DataUrl(String mediaType, String base64) {
    /**
     * Reads one.
     *
     * @param example a media type that would do
     */
    static DataUrl parse(String url, String place, String example) {
      int comma = url.indexOf(',');
      var head = comma < 0 ? "" : url.substring(0, comma);
      if (!head.startsWith("data:") || !head.endsWith(";base64")) {
        throw Fault.invalid(
            place, "not a base64 data URL (expected: data:%s;base64,...)".formatted(example));
      }
      var type = head.substring("data:".length(), head.length() - ";base64".length());
      int parameters = type.indexOf(';');
      var declared = parameters < 0 ? type : type.substring(0, parameters);
      var base64 = url.substring(comma + 1);
      return new DataUrl(MediaType.of(declared, base64), base64);
    }
  }
}
