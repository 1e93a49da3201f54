package dev.tutti.provider.translate;

import dev.tutti.chat.AnthropicWords;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A request that was asked in Anthropic's dialect, for an upstream that does not speak it: without
 * what only Anthropic understands where that is a wish, such as a cache mark, and refused where it
 * is what was asked for, such as a tool of Anthropic's own. Documents of text become text, and so
 * does what a search found.
 */
public final class PortableRequest {
  private static final Set<String> WISHES =
      Set.of(
          AnthropicWords.VERSION,
          AnthropicWords.BETA,
          AnthropicWords.OUTPUT,
          "thinking",
          "cache_control",
          "container",
          "context_management",
          "inference_geo",
          "speed");
  private static final Set<String> PARTS = Set.of("text", "image_url", "file", "input_audio");
  private static final Set<String> HISTORY =
      Set.of("text", "thinking", "redacted_thinking", "tool_use", "compaction");
  private static final String TEXT = "data:text/plain;base64,";
  private static final int LONGEST_USER = 64;

  private final boolean openAi;
  private final boolean newer;
  private final boolean signed;

  private PortableRequest(boolean openAi, boolean newer, boolean signed) {
    this.openAi = openAi;
    this.newer = newer;
    this.signed = signed;
  }

  /** The request for an upstream with a dialect of its own. */
  public static ChatRequest of(ChatRequest request) {
    return request.isAnthropic()
        ? new PortableRequest(false, false, false).plain(request)
        : request;
  }

  /**
   * The request for an upstream of OpenAI's dialect.
   *
   * @param newer whether its newer models want {@code max_completion_tokens}, as OpenAI's own do
   */
  public static ChatRequest openAi(ChatRequest request, boolean newer) {
    return request.isAnthropic() ? new PortableRequest(true, newer, false).plain(request) : request;
  }

  /** The request for an upstream of OpenAI's that may find its own reasoning among the signed. */
  public static ChatRequest signed(ChatRequest request) {
    return request.isAnthropic() ? new PortableRequest(true, true, true).plain(request) : request;
  }

  private ChatRequest plain(ChatRequest request) {
    var body = request.body().tree();
    WISHES.forEach(body::remove);
    tools(body.path("tools"));
    var messages = Json.array();
    int index = 0;
    for (var message : body.path("messages")) {
      if (message instanceof ObjectNode object) {
        message(object, "messages[" + index + "]");
        if (!openAi || says(object)) {
          messages.add(object);
        }
      }
      index++;
    }
    body.set("messages", messages);
    if (openAi) {
      members(body);
    }
    return ChatRequest.parse(Operation.CHAT, Json.bytes(body));
  }

  /** A turn of reasoning alone, and an instruction about the answer alone, say nothing. */
  private static boolean says(ObjectNode message) {
    var role = message.path("role").asString("");
    var content = message.path("content");
    boolean silent = content.isString() ? content.asString().isEmpty() : content.isEmpty();
    return switch (role) {
      case "assistant" -> !silent || !message.path("tool_calls").isEmpty();
      case "system" -> !silent;
      default -> true;
    };
  }

  private void members(ObjectNode body) {
    body.remove("top_k");
    if (body.path("user").asString("").length() > LONGEST_USER) {
      body.remove("user");
    }
    if (newer && body.has("max_tokens")) {
      body.set("max_completion_tokens", body.remove("max_tokens"));
    }
  }

  private static void tools(JsonNode tools) {
    int index = 0;
    for (var each : tools) {
      var type = each.path("type").asString("function");
      if (!type.equals("function")) {
        throw Fault.invalid(
            "tools[" + index + "]",
            "\"%s\" (expected by this model: a tool with an input_schema)".formatted(type));
      }
      if (each instanceof ObjectNode tool) {
        tool.retain("type", "function");
      }
      index++;
    }
  }

  private void message(ObjectNode message, String place) {
    message.remove(List.of(AnthropicWords.OUTPUT, "cache_control"));
    if (!signed) {
      message.remove(AnthropicWords.THINKING);
    }
    if (message.remove(AnthropicWords.BLOCKS) instanceof ArrayNode blocks) {
      history(blocks, place);
    }
    if (message.path("content") instanceof ArrayNode parts) {
      message.set("content", content(parts, place));
    }
    for (var call : message.path("tool_calls")) {
      if (call instanceof ObjectNode made) {
        made.remove(List.of("cache_control", "caller"));
      }
    }
    if (message.path("is_error").asBoolean(false)) {
      failed(message);
    }
    message.remove("is_error");
  }

  private static void history(ArrayNode blocks, String place) {
    for (var block : blocks) {
      var type = block.path("type").asString("");
      if (!HISTORY.contains(type)) {
        throw Fault.invalid(
            place, "\"%s\" (expected by this model: %s)".formatted(type, "text or tool_use"));
      }
    }
  }

  /** A failure that does not say so itself. */
  private static void failed(ObjectNode result) {
    if (result.path("content") instanceof ArrayNode parts) {
      if (!saysError(words(parts))) {
        var first = parts.path(0).path("text");
        if (first.isString()) {
          parts.remove(0);
        }
        parts.insert(0, text(error(first.asString(""))));
      }
    } else {
      var text = result.path("content").asString("");
      result.put("content", saysError(text) ? text : error(text));
    }
  }

  private static String error(String text) {
    return ("Error: " + text).strip();
  }

  private static boolean saysError(String text) {
    return text.toLowerCase(Locale.ROOT).contains("error");
  }

  private static String words(ArrayNode parts) {
    return parts
        .valueStream()
        .map(part -> part.path("text").asString(""))
        .collect(Collectors.joining("\n\n"));
  }

  /** Words alone are one text, as some upstreams understand nothing else. */
  private static JsonNode content(ArrayNode parts, String place) {
    var kept = Json.array();
    for (int i = 0; i < parts.size(); i++) {
      kept.add(part(parts.path(i), place + ".content[" + i + "]"));
    }
    for (var part : kept) {
      if (!part.path("type").asString("").equals("text")) {
        return kept;
      }
    }
    return StringNode.valueOf(words(kept));
  }

  private static ObjectNode part(JsonNode given, String place) {
    var type = given.path("type").asString("");
    switch (type) {
      case "search_result" -> {
        return text(searchResult(given));
      }
      case "tool_reference" -> {
        return text(given.path("tool_name").asString(""));
      }
      default -> {} // a part of OpenAI's dialect, or one that nobody else has
    }
    if (!PARTS.contains(type) || !(given instanceof ObjectNode part)) {
      throw Fault.invalid(
          place + ".type",
          "\"%s\" (expected by this model: text, or an image or document with its data)"
              .formatted(type));
    }
    var url = part.path("file").path("file_data").asString("");
    if (url.startsWith(TEXT)) {
      return text(document(part, url, place));
    }
    return part.retain("type", type);
  }

  private static ObjectNode text(String words) {
    return Json.object().put("type", "text").put("text", words);
  }

  /** A result of a search of the caller's: its title and source, and what it says. */
  private static String searchResult(JsonNode found) {
    var head = found.path("title").asString("") + "\n" + found.path("source").asString("");
    var said = found.path("content") instanceof ArrayNode parts ? words(parts) : "";
    return (head.strip() + "\n\n" + said).strip();
  }

  private static String document(ObjectNode part, String url, String place) {
    var title = part.path("file").path("filename").asString("");
    try {
      var bytes = Base64.getDecoder().decode(url.substring(TEXT.length()));
      var text = new String(bytes, StandardCharsets.UTF_8);
      return title.isEmpty() ? text : title + ":\n" + text;
    } catch (IllegalArgumentException _) {
      throw Fault.invalid(place, "not base64 (expected: a document in base64)");
    }
  }
}
