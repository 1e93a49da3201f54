package dev.tutti.replay;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's published API description, with the relaxations of {@link Relaxations}. Thread-safe.
 *
 * <p>Cut streams say the same chunks again and again, so a JSON text that was valid once is not
 * validated again; the model's name, which differs from case to case, is left out of that.
 */
final class OpenAiSchema {
  private static final int REMEMBERED = 200_000;
  // Held here, because a logger that nobody holds forgets its level.
  private static final Logger VALIDATOR_LOG = Logger.getLogger("com.networknt");

  private final JsonNode description;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<String, String> events = new ConcurrentHashMap<>();
  private final Set<String> valid = ConcurrentHashMap.newKeySet();

  /** Reads a description with {@code components.schemas}, such as an OpenAPI 3.1 document. */
  OpenAiSchema(ObjectNode description) {
    // It would warn of every word of OpenAPI that is not JSON Schema.
    VALIDATOR_LOG.setLevel(Level.SEVERE);
    this.description = Relaxations.apply(description);
  }

  /** The small description of the test resources: what this suite needs, in our own words. */
  static OpenAiSchema small() throws IOException {
    try (var in = OpenAiSchema.class.getResourceAsStream("/replay/openai-small.json")) {
      return new OpenAiSchema((ObjectNode) Corpus.JSON.readTree(Objects.requireNonNull(in)));
    }
  }

  /** What is wrong with {@code json} by the schema of that name; at most three problems. */
  List<Problem> check(String name, JsonNode json) {
    var key = name + key(json);
    if (valid.contains(key)) {
      return List.of();
    }
    var problems =
        schemas.computeIfAbsent(name, this::schema).validate(json).stream()
            .map(error -> problem(name, error, json))
            .limit(3)
            .toList();
    if (problems.isEmpty() && valid.size() < REMEMBERED) {
      valid.add(key);
    }
    return problems;
  }

  /**
   * What is wrong with an event of a response, by the schema of its own type where there is one:
   * the schema of them all would say only that it is none of sixty.
   */
  List<Problem> checkEvent(JsonNode event) {
    var type = event.path("type").asString("");
    return check(events.computeIfAbsent(type, this::eventSchema), event);
  }

  private String eventSchema(String type) {
    return description
        .path("components")
        .path("schemas")
        .propertyStream()
        .filter(each -> each.getKey().matches("Response\\w*Event"))
        .filter(
            each ->
                each.getValue()
                    .path("properties")
                    .path("type")
                    .path("enum")
                    .path(0)
                    .asString("")
                    .equals(type))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("ResponseStreamEvent");
  }

  /** The kind names the place, so that one cause is counted as one. */
  private static Problem problem(String name, Error error, JsonNode json) {
    var place = error.getInstanceLocation().toString().replaceAll("/\\d+", "/*");
    return new Problem(
        "schema." + name + place, error.getMessage() + " in " + Problem.shorten(json));
  }

  private static String key(JsonNode json) {
    return json instanceof ObjectNode object && json.path("model").isString()
        ? object.deepCopy().put("model", "").toString()
        : json.toString();
  }

  private Schema schema(String name) {
    if (description.path("components").path("schemas").path(name).isMissingNode()) {
      throw new IllegalArgumentException("no schema " + name + " in the API description");
    }
    var root = Corpus.JSON.createObjectNode().put("$ref", "#/components/schemas/" + name);
    root.set("components", description.path("components"));
    return registry.getSchema(root);
  }
}
