package dev.tutti.responses;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A response to keep.
 *
 * @param user the end user, empty where none was named
 * @param input the items that were given, each with its {@code id}
 * @param dependence of what its user asks first on what was said before; empty where no model has
 *     decided about it
 * @param body what the caller gets: {@code model} says who answered, {@code output} has the items
 *     that the model said
 */
public record StoredResponse(
    String id,
    String owner,
    String user,
    Predecessor predecessor,
    List<ObjectNode> input,
    String dependence,
    ObjectNode body) {

  String model() {
    return body.path("model").asString("");
  }

  List<ObjectNode> output() {
    return body.path("output")
        .valueStream()
        .filter(JsonNode::isObject)
        .map(ObjectNode.class::cast)
        .toList();
  }
}
