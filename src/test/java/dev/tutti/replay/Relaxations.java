package dev.tutti.replay;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where OpenAI's own traffic breaks its published schema, and the schema is therefore relaxed. The
 * rest holds.
 *
 * <p>One thing is no relaxation: the description says {@code nullable: true} in the words of
 * OpenAPI 3.0, which a 3.1 validator does not know. It is read as what it means.
 */
final class Relaxations {
  private static final String SCHEMAS = "/components/schemas/";
  private static final String CHOICES = "/properties/choices/items";

  /** One relaxation: at this place of the description, this member may be absent or null. */
  private record Relaxed(String at, String member, Freedom freedom, String reason) {}

  private enum Freedom {
    MAY_BE_NULL,
    MAY_BE_ABSENT
  }

  private static final List<Relaxed> RELAXED =
      List.of(
          nullable("CreateChatCompletionResponse", "", "system_fingerprint"),
          nullable("CreateChatCompletionStreamResponse", "", "system_fingerprint"),
          nullable("CreateCompletionResponse", "", "system_fingerprint"),
          nullable("CreateChatCompletionStreamResponse", CHOICES, "finish_reason"),
          nullable("CreateCompletionResponse", CHOICES, "finish_reason"),
          absent("CreateChatCompletionResponse", CHOICES, "logprobs"),
          absent("CreateCompletionResponse", CHOICES, "logprobs"),
          absent(
              "CreateChatCompletionResponse", CHOICES + "/properties/logprobs/anyOf/0", "refusal"),
          absent("CreateChatCompletionStreamResponse", CHOICES + "/properties/logprobs", "refusal"),
          absent("ChatCompletionResponseMessage", "", "refusal"));

  private Relaxations() {}

  private static Relaxed nullable(String schema, String place, String member) {
    return new Relaxed(
        schema + place, member, Freedom.MAY_BE_NULL, "OpenAI sends null where it has none");
  }

  private static Relaxed absent(String schema, String place, String member) {
    return new Relaxed(
        schema + place, member, Freedom.MAY_BE_ABSENT, "OpenAI leaves it out where it has none");
  }

  /** The relaxations in words, for the report. */
  static List<String> inWords() {
    return RELAXED.stream()
        .map(r -> r.at() + "." + r.member() + " " + r.freedom() + ": " + r.reason())
        .toList();
  }

  /** A relaxed copy of a description; places that it does not have are passed over. */
  static ObjectNode apply(ObjectNode description) {
    var relaxed = description.deepCopy();
    for (var one : RELAXED) {
      if (relaxed.at(SCHEMAS + one.at()) instanceof ObjectNode schema) {
        relax(schema, one);
      }
    }
    nullables(relaxed);
    return relaxed;
  }

  private static void relax(ObjectNode schema, Relaxed one) {
    switch (one.freedom()) {
      case MAY_BE_ABSENT -> {
        if (schema.path("required") instanceof ArrayNode required) {
          required.removeIf(name -> name.asString().equals(one.member()));
        }
      }
      case MAY_BE_NULL -> {
        if (schema.path("properties").path(one.member()) instanceof ObjectNode property) {
          orNull((ObjectNode) schema.path("properties"), one.member(), property);
        }
      }
    }
  }

  private static void nullables(JsonNode node) {
    node.forEach(Relaxations::nullables);
    if (node instanceof ObjectNode object) {
      for (var name : List.copyOf(object.propertyNames())) {
        if (object.path(name) instanceof ObjectNode child
            && child.path("nullable").asBoolean(false)) {
          orNull(object, name, child);
        }
      }
    }
  }

  private static void orNull(ObjectNode parent, String name, ObjectNode schema) {
    var either = Corpus.JSON.createObjectNode();
    either.putArray("anyOf").add(schema).addObject().put("type", "null");
    parent.set(name, either);
  }
}
