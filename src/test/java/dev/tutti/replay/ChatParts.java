package dev.tutti.replay;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The parts of a message in OpenAI's dialect as Anthropic's content blocks. */
final class ChatParts {
  private static final Pattern DATA = Pattern.compile("data:([^;,]+);base64,(.*)", Pattern.DOTALL);

  private ChatParts() {}

  /** Writes a content, which is a text, a list of parts or nothing. */
  static void write(JsonNode content, ArrayNode into) {
    if (content.isString()) {
      text(content, into);
    }
    if (content.isArray()) {
      content.forEach(part -> part(part, into));
    }
  }

  private static void part(JsonNode part, ArrayNode into) {
    switch (part.path("type").asString("")) {
      case "text" -> text(part.path("text"), into);
      case "image_url" -> {
        var image = part.path("image_url");
        source("image", image.path("url").asString(image.asString("")), into);
      }
      case "file" -> source("document", part.path("file").path("file_data").asString(""), into);
      default -> {}
    }
  }

  /** Anthropic wants no text that is empty. */
  private static void text(JsonNode text, ArrayNode into) {
    if (!text.asString("").isEmpty()) {
      into.addObject().put("type", "text").set("text", text);
    }
  }

  private static void source(String type, String url, ArrayNode into) {
    var source = into.addObject().put("type", type).putObject("source");
    var data = DATA.matcher(url);
    if (data.matches()) {
      source.put("type", "base64").put("media_type", data.group(1)).put("data", data.group(2));
    } else {
      source.put("type", "url").put("url", url);
    }
  }
}
