package dev.tutti.provider;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Usage;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * What an answer used: as the upstream reports it or, where it does not, as it is estimated from
 * what was asked and heard. Every reader of an answer keeps one. Not thread-safe.
 */
final class TokenMeter {
  private static final long MESSAGE = 4;
  private static final long PICTURE = 400;

  private final ChatRequest request;
  private final TokenEstimate output = new TokenEstimate();
  private Usage reported = Usage.NONE;

  TokenMeter(ChatRequest request) {
    this.request = request;
  }

  /** Text, reasoning or arguments that the model wrote. */
  void heard(CharSequence text) {
    output.add(text);
  }

  /** The string that a parser stands on. */
  void heard(JsonParser parser) {
    if (JsonText.any(parser)) {
      output.add(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }
  }

  /** The tokens of what the model wrote, estimated. */
  long heard() {
    return output.tokens();
  }

  /** Usage that the upstream reports; a later report counts where it says more. */
  void reported(Usage usage) {
    reported = reported.isNone() ? usage : reported.max(usage);
  }

  /** Whether the upstream has reported usage. */
  boolean isReported() {
    return !reported.isNone();
  }

  /** What an answer that ended early has used: nothing as long as nothing was heard. */
  Usage spent() {
    return isReported() || output.tokens() > 0 ? usage() : Usage.NONE;
  }

  /** What was used so far; an estimate says so. */
  Usage usage() {
    return isReported() ? reported : new Usage(input(), output.tokens(), 0, 0, 0, 0, 0, true);
  }

  private long input() {
    var asked = request.body();
    var text = new TokenEstimate();
    long tokens = 0;
    if (request.operation() == Operation.CHAT) {
      for (var message : asked.get("messages")) {
        tokens += MESSAGE + gather(message, text);
      }
      if (asked.has("tools")) {
        text.add(Json.text(asked.get("tools")));
      }
    } else {
      gather(asked.get(request.operation() == Operation.EMBEDDINGS ? "input" : "prompt"), text);
    }
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
    if (node.has("image_url") || node.has("input_audio") || node.has("file")) {
      return PICTURE;
    }
    long tokens = 0;
    for (var each : node) {
      tokens += gather(each, text);
    }
    return tokens;
  }
}
