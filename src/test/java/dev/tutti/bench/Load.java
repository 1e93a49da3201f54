package dev.tutti.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One load to be run: what is asked of whom, at which pace, for how long.
 *
 * @param port of the server on the loopback
 * @param headers sent with every request, beside those of HTTP itself
 * @param model one of {@link MockModel}'s names
 * @param stream whether a stream is asked for
 * @param connections kept open, 1 to 4,096; also the most requests at once
 * @param plan when requests are sent
 * @param warmUp before anything is counted
 */
record Load(
    int port,
    Map<String, String> headers,
    String model,
    boolean stream,
    int connections,
    Plan plan,
    Duration warmUp) {
  private static final int MOST_CONNECTIONS = 4096;

  Load {
    if (connections < 1 || connections > MOST_CONNECTIONS) {
      throw new IllegalArgumentException("connections: " + connections + " (expected: 1 to 4096)");
    }
  }

  /** When requests are sent, and when the run is over. */
  sealed interface Plan {
    /** Every connection asks again as soon as it was answered: the most that the server can do. */
    record Saturate(Duration window) implements Plan {}

    /**
     * Constant arrivals, whether or not earlier ones were answered: latency counts from the
     * arrival.
     */
    record Arrive(int perSecond, Duration window) implements Plan {}

    /** As many streams as there are connections, each asked once, all open at the same time. */
    record Crowd(int perSecond, Duration patience) implements Plan {}
  }

  /**
   * Reads a load; times are in milliseconds, a crowd's {@code window_ms} is its patience.
   *
   * @throws IllegalArgumentException when a member is wrong
   */
  static Load read(JsonNode json) {
    var window = Duration.ofMillis(json.path("window_ms").asLong(0));
    int perSecond = json.path("per_second").asInt(0);
    String plan = json.path("plan").asString("");
    return new Load(
        json.required("port").asInt(),
        headers(json.path("headers")),
        json.required("model").asString(),
        json.path("stream").asBoolean(false),
        json.required("connections").asInt(),
        switch (plan) {
          case "saturate" -> new Plan.Saturate(window);
          case "arrive" -> new Plan.Arrive(perSecond, window);
          case "crowd" -> new Plan.Crowd(perSecond, window);
          default ->
              throw new IllegalArgumentException(
                  "plan: " + plan + " (expected: saturate, arrive or crowd)");
        },
        Duration.ofMillis(json.path("warm_up_ms").asLong(0)));
  }

  private static Map<String, String> headers(JsonNode json) {
    Map<String, String> read = new LinkedHashMap<>();
    json.properties().forEach(header -> read.put(header.getKey(), header.getValue().asString()));
    return read;
  }

  /** The bytes of each request: about 1 KB, of which the body is most. */
  String request() {
    String body = RequestBody.of(model, stream);
    var head = new StringBuilder("POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:");
    head.append(port).append("\r\ncontent-type: application/json\r\naccept: */*\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("content-length: ").append(body.length()).append("\r\n\r\n") + body;
  }
}
