package dev.tutti.token;

import dev.tutti.call.Loop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Estimate of a prompt's tokens from its JSON, in the words of any provider. */
public final class PromptEstimate {
  private static final long MESSAGE = 4;
  private static final long PICTURE = 400;

  private static final List<String> TEXTS =
      List.of(
          "prompt",
          "input",
          "contents",
          "system",
          "instructions",
          "systemInstruction",
          "system_instruction");

  private static final List<String> MEDIA =
      List.of(
          "image_url", "input_audio", "file", "file_data", "inlineData", "inline_data", "fileData");

  private PromptEstimate() {}

  /** The tokens of everything that a model reads of a request. It reads all of it. */
  public static long of(JsonBody asked) {
    var text = new TokenEstimate();
    long tokens = 0;
    for (var message : asked.get("messages")) {
      tokens += MESSAGE + gather(message, text);
    }
    if (asked.has("tools")) {
      text.add(Json.text(asked.get("tools")));
    }
    for (var name : TEXTS) {
      tokens += gather(asked.get(name), text);
    }
    return tokens + text.tokens();
  }

  /** The same for a request that was sent, at a glance where it is large. */
  public static long ofSent(ChatRequest request) {
    return request.body().length() > Loop.MOST_READ ? request.promptForecast() : of(request.body());
  }

  /** The tokens of one message of a request, with what surrounds it there. */
  public static long ofMessage(JsonNode message) {
    var text = new TokenEstimate();
    long tokens = MESSAGE + gather(message, text);
    return tokens + text.tokens();
  }

  /** Adds all strings below a node, and gives the tokens of what is not text. */
  private static long gather(JsonNode node, TokenEstimate text) {
    if (node.isString()) {
      text.add(node.asString());
      text.add(" ");
      return 0;
    }
    if (node.isNumber()) {
      return 1;
    }
    if (isMedium(node)) {
      return PICTURE;
    }
    long tokens = 0;
    for (var each : node) {
      tokens += gather(each, text);
    }
    return tokens;
  }

  private static boolean isMedium(JsonNode node) {
    var type = node.path("type").asString("");
    return MEDIA.stream().anyMatch(node::has)
        || (node.path("source").isObject() && (type.equals("image") || type.equals("document")));
  }
}
