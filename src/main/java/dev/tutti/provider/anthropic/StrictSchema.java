package dev.tutti.provider.anthropic;

import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Schema in the subset that Anthropic compiles: objects are closed, bounds of numbers, texts
 * and lists become words of the description, {@code oneOf} becomes {@code anyOf}. Schemas that
 * contain themselves or leave objects open have no such form.
 *
 * @see <a href="https://docs.claude.com/en/docs/build-with-claude/structured-outputs">Structured
 *     outputs</a>
 */
final class StrictSchema {
  private static final Set<String> KEPT =
      Set.of("type", "enum", "const", "required", "title", "description", "default", "$ref");
  private static final Set<String> OF_SCHEMAS = Set.of("properties", "$defs", "definitions");
  private static final Set<String> FORMATS =
      Set.of(
          "date-time",
          "time",
          "date",
          "duration",
          "email",
          "hostname",
          "uri",
          "ipv4",
          "ipv6",
          "uuid");

  private final ObjectNode root;
  private final Set<String> followed = new HashSet<>();

  private StrictSchema(ObjectNode root) {
    this.root = root;
  }

  /** The schema in the subset, if it has such a form. */
  static Optional<ObjectNode> of(ObjectNode schema) {
    try {
      var strict = new StrictSchema(schema);
      strict.refuseCircles(schema, List.of());
      return Optional.of(strict.translated(schema));
    } catch (Inexpressible _) {
      return Optional.empty();
    }
  }

  private void refuseCircles(JsonNode node, List<String> path) {
    var reference = node.path("$ref").asString("");
    if (!reference.isEmpty()) {
      if (!reference.startsWith("#/") || path.contains(reference)) {
        throw new Inexpressible();
      }
      if (!followed.add(reference)) {
        return;
      }
      var longer = new ArrayList<>(path);
      longer.add(reference);
      refuseCircles(root.at(reference.substring(1)), longer);
    }
    node.forEach(each -> refuseCircles(each, path));
  }

  private ObjectNode translated(JsonNode schema) {
    if (!schema.isObject()) {
      throw new Inexpressible();
    }
    var out = Json.object();
    var notes = new ArrayList<String>();
    schema.forEachEntry((word, value) -> word(out, notes, word, value));
    if (out.path("type").asString("").equals("object") || out.has("properties")) {
      if (out.path("properties").isEmpty()) {
        throw new Inexpressible();
      }
      out.put("additionalProperties", false);
    }
    if (!notes.isEmpty()) {
      var said = out.path("description").asString("");
      out.put("description", (said + " (" + String.join(", ", notes) + ")").strip());
    }
    return out;
  }

  private void word(ObjectNode out, List<String> notes, String word, JsonNode value) {
    if (KEPT.contains(word)) {
      out.set(word, simple(value));
    } else if (OF_SCHEMAS.contains(word)) {
      var schemas = out.putObject(word);
      value.forEachEntry((name, each) -> schemas.set(name, translated(each)));
    } else if (word.endsWith("Of")) {
      var all = out.withArray(word.equals("oneOf") ? "anyOf" : word);
      value.forEach(each -> all.add(translated(each)));
    } else if (word.equals("items")) {
      out.set(word, translated(value));
    } else if (word.equals("additionalProperties")) {
      closed(value);
    } else if (isKept(word, value)) {
      out.set(word, value);
    } else if (!word.startsWith("$")) {
      notes.add(word + ": " + Json.text(value));
    }
  }

  private static boolean isKept(String word, JsonNode value) {
    return (word.equals("format") && FORMATS.contains(value.asString("")))
        || (word.equals("minItems") && value.isInt() && value.asInt() <= 1);
  }

  private static void closed(JsonNode others) {
    if (!others.isBoolean() || others.asBoolean()) {
      throw new Inexpressible();
    }
  }

  private static JsonNode simple(JsonNode value) {
    if (value.valueStream().anyMatch(JsonNode::isContainer)) {
      throw new Inexpressible();
    }
    return value;
  }

  /** The subset has no words for this schema. */
  private static final class Inexpressible extends RuntimeException {
    private static final long serialVersionUID = 1;

    Inexpressible() {
      super("inexpressible", null, false, false);
    }
  }
}
