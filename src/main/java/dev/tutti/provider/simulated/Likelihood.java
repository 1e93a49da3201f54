package dev.tutti.provider.simulated;

import dev.tutti.chat.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Invented likelihoods of tokens, in the form of OpenAI's {@code logprobs.content}. */
final class Likelihood {
  private Likelihood() {}

  static List<JsonNode> of(List<String> tokens, int alternatives, RandomGenerator random) {
    return tokens.stream().<JsonNode>map(token -> entry(token, alternatives, random)).toList();
  }

  private static ObjectNode entry(String token, int alternatives, RandomGenerator random) {
    double logprob = -random.nextDouble(0.01, 0.5);
    var entry = token(token, logprob);
    var others = entry.putArray("top_logprobs");
    for (int i = 0; i < alternatives; i++) {
      others.add(i == 0 ? token(token, logprob) : token(token + "~" + i, logprob - i));
    }
    return entry;
  }

  private static ObjectNode token(String token, double logprob) {
    var json = Json.object().put("token", token).put("logprob", logprob);
    var bytes = json.putArray("bytes");
    for (byte each : token.getBytes(StandardCharsets.UTF_8)) {
      bytes.add(each & 0xFF);
    }
    return json;
  }
}
