package dev.tutti.provider.gemini;

import dev.tutti.chat.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Converter of Gemini's {@code logprobsResult} to the form of OpenAI's. */
final class GeminiLogprobs {
  private GeminiLogprobs() {}

  /** One entry for each chosen token, with its alternatives. */
  static List<JsonNode> of(JsonNode result) {
    var tokens = new ArrayList<JsonNode>();
    for (var chosen : result.path("chosenCandidates")) {
      var alternatives = result.path("topCandidates").path(tokens.size()).path("candidates");
      var token = token(chosen);
      var top = token.putArray("top_logprobs");
      alternatives.forEach(each -> top.add(token(each)));
      tokens.add(token);
    }
    return tokens;
  }

  private static ObjectNode token(JsonNode said) {
    var text = said.path("token").asString("");
    var token =
        Json.object().put("token", text).put("logprob", said.path("logProbability").asDouble(0));
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      token.withArray("bytes").add(each & 0xFF);
    }
    return token;
  }
}
