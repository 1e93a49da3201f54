package dev.tutti.provider.simulated.schema;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reader of schemas: follows references and joins what {@code allOf} joins. */
final class Schemas {
  private static final int MOST_JOINED = 100;
  private static final Set<String> OBJECT_WORDS =
      Set.of("properties", "required", "additionalProperties", "minProperties");
  private static final Set<String> ARRAY_WORDS =
      Set.of("items", "prefixItems", "minItems", "contains");
  private static final Set<String> NUMBER_WORDS =
      Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");

  private final ObjectNode root;
  private final String place;
  private final SampleBudget budget;

  Schemas(ObjectNode root, String place, SampleBudget budget) {
    this.root = root;
    this.place = place;
    this.budget = budget;
  }

  /** The schema as one object, without references and without {@code allOf}. */
  ObjectNode flat(JsonNode schema) {
    var out = Json.object();
    join(schema, out, 0);
    return out;
  }

  /** A schema whose samples satisfy both. */
  ObjectNode both(JsonNode one, JsonNode other) {
    var out = flat(one);
    join(other, out, 0);
    return out;
  }

  private void join(JsonNode schema, ObjectNode into, int depth) {
    budget.spend(1 + schema.size(), place);
    if (depth > MOST_JOINED) {
      throw new Sample.Endless();
    }
    if (schema.path("$ref").isString()) {
      join(target(schema.path("$ref").asString()), into, depth + 1);
    }
    for (var part : schema.path("allOf")) {
      join(part, into, depth + 1);
    }
    schema.forEachEntry(
        (word, value) -> {
          if (!word.equals("$ref") && !word.equals("allOf")) {
            keyword(into, word, value);
          }
        });
  }

  private void keyword(ObjectNode into, String word, JsonNode value) {
    var had = into.path(word);
    if (had.isMissingNode()) {
      into.set(word, value);
    } else {
      budget.spend(had.size() + value.size(), place);
      Conjunction.of(into, word, value, place);
    }
  }

  private JsonNode target(String reference) {
    if (!reference.startsWith("#")) {
      return Json.object();
    }
    var found = at(reference.substring(1));
    if (found.isMissingNode()) {
      throw Fault.invalid(
          place, "$ref \"%s\" leads nowhere (expected: #/$defs/...)".formatted(reference));
    }
    return found;
  }

  private JsonNode at(String fragment) {
    try {
      var pointer = URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
      return pointer.isEmpty() || pointer.startsWith("/")
          ? root.at(JsonPointer.compile(pointer))
          : MissingNode.getInstance();
    } catch (IllegalArgumentException _) {
      return MissingNode.getInstance(); // a percent sign without two digits
    }
  }

  /** The type to write: the stated one, else the one that the other words speak of. */
  static String type(ObjectNode schema, boolean generous) {
    var stated = schema.path("type");
    if (stated.isString()) {
      return stated.asString();
    }
    var names = stated.valueStream().map(each -> each.asString("")).toList();
    if (!names.isEmpty()) {
      return !generous && names.contains("null")
          ? "null"
          : names.stream().filter(name -> !name.equals("null")).findFirst().orElse("null");
    }
    return speaks(schema, OBJECT_WORDS)
        ? "object"
        : speaks(schema, ARRAY_WORDS)
            ? "array"
            : speaks(schema, NUMBER_WORDS) ? "number" : "string";
  }

  private static boolean speaks(ObjectNode schema, Set<String> words) {
    return words.stream().anyMatch(schema::has);
  }
}
