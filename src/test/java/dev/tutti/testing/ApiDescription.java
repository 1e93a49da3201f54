package dev.tutti.testing;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An OpenAPI 3.1 document, and what its schemas say of JSON. Thread-safe. */
public final class ApiDescription {
  // Held here, because a logger that nobody holds forgets its level.
  private static final Logger VALIDATOR_LOG = Logger.getLogger("com.networknt");

  private final JsonNode document;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  public ApiDescription(JsonNode document) {
    // It would warn of every word of OpenAPI that is not JSON Schema.
    VALIDATOR_LOG.setLevel(Level.SEVERE);
    this.document = document;
  }

  /**
   * An operation.
   *
   * @param parameters of the operation and of its path
   */
  public record Operation(String method, String path, JsonNode json, List<JsonNode> parameters) {}

  /** Every operation. */
  public List<Operation> operations() {
    return document
        .path("paths")
        .propertyStream()
        .flatMap(path -> operations(path.getKey(), path.getValue()))
        .toList();
  }

  private Stream<Operation> operations(String path, JsonNode item) {
    return item.propertyStream()
        .filter(each -> !each.getKey().equals("parameters"))
        .map(
            each -> {
              var parameters =
                  Stream.of(item, each.getValue())
                      .flatMap(place -> place.path("parameters").valueStream())
                      .map(this::resolved);
              return new Operation(
                  each.getKey().toUpperCase(Locale.ROOT),
                  path,
                  each.getValue(),
                  parameters.toList());
            });
  }

  /** What a node refers to, or the node itself. */
  public JsonNode resolved(JsonNode node) {
    var reference = node.path("$ref").asString("");
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }

  /** Places within the document that lead nowhere. */
  public List<String> brokenReferences() {
    return document.findValues("$ref").stream()
        .map(JsonNode::asString)
        .filter(each -> document.at(each.substring(1)).isMissingNode())
        .toList();
  }

  /** What is wrong with the answer to an operation. */
  public Collection<String> check(String method, String path, int status, JsonNode answer) {
    var responses = document.path("paths").path(path).path(lower(method)).path("responses");
    var response = responses.path(Integer.toString(status));
    var described = resolved(response.isMissingNode() ? responses.path("default") : response);
    var schema = described.path("content").path("application/json").path("schema");
    return schema.isMissingNode()
        ? List.of("%s %s: no JSON of status %d".formatted(method, path, status))
        : check(schema, answer);
  }

  /** What is wrong with a body of a request. */
  public Collection<String> checkRequest(String method, String path, JsonNode body) {
    var operation = document.path("paths").path(path).path(lower(method));
    return check(operation.at("/requestBody/content/application~1json/schema"), body);
  }

  /** What is wrong with JSON by a schema of that name. */
  public Collection<String> check(String name, JsonNode json) {
    return check(document.path("components").path("schemas").path(name), json);
  }

  private Collection<String> check(JsonNode schema, JsonNode json) {
    return schemas.computeIfAbsent(schema, this::schema).validate(json).stream()
        .map(Error::toString)
        .toList();
  }

  private Schema schema(JsonNode schema) {
    var root = ((ObjectNode) schema).deepCopy();
    root.set("components", document.path("components"));
    return registry.getSchema(root);
  }

  private static String lower(String method) {
    return method.toLowerCase(Locale.ROOT);
  }
}
