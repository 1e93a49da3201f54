package dev.tutti.replay;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One recorded exchange with a provider.
 *
 * @param request what was asked, where the recorder kept it
 * @param answer an independent reading of the response
 * @param expected the category of the error, for a recording that fails
 */
record Recording(
    Name name,
    Optional<Request> request,
    Response response,
    Optional<JsonNode> answer,
    Optional<Expected> expected) {

  static Recording of(String folder, JsonNode json) {
    return new Recording(
        Name.of(folder, json),
        object(json, "request").map(Request::of),
        Response.of(json.path("response")),
        object(json, "answer"),
        object(json, "expected").map(Expected::of));
  }

  String id() {
    return name.id();
  }

  /** Whether the response is a stream of events rather than one JSON text. */
  boolean streamed() {
    var type = response.headers().getOrDefault("content-type", "");
    return name.tags().contains("stream")
        || name.tags().contains("error_in_stream")
        || (type.startsWith("text/event-stream") && response.status() == 200);
  }

  private static Optional<JsonNode> object(JsonNode json, String member) {
    return Optional.of(json.path(member)).filter(JsonNode::isObject);
  }

  /**
   * What it is called.
   *
   * @param folder the folder it lies in, which the report counts by
   * @param operation what was asked of the provider, empty for errors rebuilt from documents
   * @param model the provider's name of the model, may be empty
   */
  record Name(
      String folder,
      String id,
      String provider,
      String operation,
      String model,
      List<String> tags) {
    static Name of(String folder, JsonNode json) {
      return new Name(
          folder,
          json.path("id").asString(""),
          json.path("provider").asString(folder),
          json.path("operation").asString(""),
          json.path("model").asString(""),
          json.path("tags").valueStream().map(JsonNode::asString).toList());
    }
  }

  /** What was asked; the body is whatever the recorder kept, JSON or not. */
  record Request(String path, String body) {
    static Request of(JsonNode json) {
      return new Request(json.path("path").asString(""), json.path("body").asString(""));
    }
  }

  /**
   * What came back.
   *
   * @param headers by their lower-case names
   * @param chunks the pieces in bytes in which the network delivered the body; empty if unknown
   */
  record Response(int status, Map<String, String> headers, String body, List<Integer> chunks) {
    static Response of(JsonNode json) {
      var headers = new LinkedHashMap<String, String>();
      json.path("headers").forEachEntry((name, value) -> headers.put(name, value.asString("")));
      return new Response(
          json.path("status").asInt(200),
          headers,
          json.path("body").asString(""),
          json.path("chunk_sizes").valueStream().map(JsonNode::asInt).toList());
    }

    byte[] bytes() {
      return body.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** How it must fail: the kind of error, and whether the same call may be tried again. */
  record Expected(String category, boolean retrySame) {
    static Expected of(JsonNode json) {
      return new Expected(
          json.path("category").asString(""), json.path("retry_same").asBoolean(false));
    }
  }
}
