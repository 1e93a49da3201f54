package dev.tutti.character.generation;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answer of a model about a category.
 *
 * @param data in the form of the category
 * @param sources quotes, as the model has named them
 * @param isRepaired whether a first answer was not in its form
 */
record CategoryAnswer(String model, JsonNode data, JsonNode sources, boolean isRepaired) {
  private static final String DATA = "data";
  private static final String SOURCES = "sources";

  /**
   * Reads it.
   *
   * @throws Fault {@code invalid_output} when it is no JSON object
   */
  static CategoryAnswer read(String model, String text, boolean isRepaired) {
    int from = text.indexOf('{');
    int to = text.lastIndexOf('}');
    var answer = from < 0 || to < from ? Json.object() : Json.tree(text.substring(from, to + 1));
    if (!(answer instanceof ObjectNode object) || object.isEmpty()) {
      throw Fault.of(
          FaultCode.INVALID_OUTPUT,
          "the answer has %d characters and no JSON object (expected: data and sources)"
              .formatted(text.length()));
    }
    var sources = object.path(SOURCES);
    return new CategoryAnswer(model, data(object), sources, isRepaired);
  }

  /** Some models leave the frame out. */
  private static JsonNode data(ObjectNode answer) {
    if (answer.has(DATA)) {
      return answer.get(DATA);
    }
    var data = answer.deepCopy();
    data.remove(SOURCES);
    return data;
  }

  /** Whether nothing is said. */
  boolean isEmpty() {
    return isEmpty(data);
  }

  private static boolean isEmpty(JsonNode node) {
    if (node.isContainer()) {
      for (var each : node) {
        if (!isEmpty(each)) {
          return false;
        }
      }
      return true;
    }
    return node.isNull() || node.isMissingNode() || (node.isString() && node.asString().isBlank());
  }
}
