package dev.tutti.gateway.replay;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Words of two answers beside each other: one as bodies are kept, one in OpenAI's form. Reasoning
 * and whatever else an answer has are not compared.
 */
final class ReplayedAnswer {
  private static final String TEXT = "text";
  private static final String REFUSAL = "refusal";
  private static final String CALLS = "tool_calls";
  private static final String ARGUMENTS = "arguments";

  private ReplayedAnswer() {}

  /**
   * Whether both say the same and call the same tools; empty where not all of the one of then is
   * there.
   *
   * @param then empty where it was cut or none came
   * @param redaction what was done to the one of then before it was kept
   */
  static Optional<Boolean> equal(JsonNode then, JsonNode now, UnaryOperator<String> redaction) {
    if (!then.path("choices").isArray()) {
      return Optional.empty();
    }
    try {
      var kept = Json.tree(redaction.apply(Json.text(ofNow(now))));
      return Optional.of(ofThen(then).equals(kept));
    } catch (Fault _) { // a pattern of the operator's has taken quotes away
      return Optional.empty();
    }
  }

  private static ArrayNode ofThen(JsonNode answer) {
    var words = Json.array();
    for (var choice : answer.path("choices")) {
      var one = words.addObject();
      one.put(TEXT, choice.path(TEXT).asString("")).put(REFUSAL, choice.path(REFUSAL).asString(""));
      var calls = one.putArray(CALLS);
      for (var call : choice.path(CALLS)) {
        calls
            .addObject()
            .put("name", call.path("name").asString(""))
            .put(ARGUMENTS, call.path(ARGUMENTS).asString(""));
      }
    }
    return words;
  }

  private static ArrayNode ofNow(JsonNode answer) {
    var words = Json.array();
    for (var choice : answer.path("choices")) {
      var message = choice.path("message");
      var one = words.addObject();
      var text = message.isObject() ? message.path("content") : choice.path(TEXT);
      one.put(TEXT, text.asString("")).put(REFUSAL, message.path(REFUSAL).asString(""));
      var calls = one.putArray(CALLS);
      for (var call : message.path(CALLS)) {
        var function = call.path("function");
        calls
            .addObject()
            .put("name", function.path("name").asString(""))
            .put(ARGUMENTS, function.path(ARGUMENTS).asString(""));
      }
    }
    return words;
  }
}
