package dev.tutti.selection.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Feedback about an answer.
 *
 * @param call id of the request; empty where {@code query} and {@code model} say which
 * @param source who says so, such as {@code user} or {@code test}
 */
record FeedbackBody(String call, String query, String model, double score, String source) {
  private static final Set<String> MEMBERS =
      Set.of("request_id", "query", "model", "score", "label", "source");

  private static final int LONGEST = 64 << 10;
  private static final int LONGEST_NAME = 200;

  private static final Map<String, Double> LABELS =
      Map.ofEntries(
          Map.entry("good", 1.0),
          Map.entry("up", 1.0),
          Map.entry("like", 1.0),
          Map.entry("accepted", 1.0),
          Map.entry("correct", 1.0),
          Map.entry("passed", 1.0),
          Map.entry("neutral", .5),
          Map.entry("bad", 0.0),
          Map.entry("down", 0.0),
          Map.entry("dislike", 0.0),
          Map.entry("rejected", 0.0),
          Map.entry("wrong", 0.0),
          Map.entry("failed", 0.0),
          Map.entry("escalated", 0.0),
          Map.entry("retried", .25));

  /**
   * Reads a body.
   *
   * @throws Fault {@code invalid_request}, naming the member
   */
  static FeedbackBody read(byte[] bytes) {
    var root = Json.request(bytes);
    for (var name : root.propertyNames()) {
      if (!MEMBERS.contains(name)) {
        throw Fault.invalid(
            name, "is not known (expected: request_id, query, model, score, label, source)");
      }
    }
    var call = text(root, "request_id", LONGEST_NAME);
    var query = text(root, "query", LONGEST);
    var model = text(root, "model", LONGEST_NAME);
    if (call.isEmpty() && (query.isBlank() || model.isEmpty())) {
      throw Fault.invalid("request_id", "is missing (expected: request_id, or query and model)");
    }
    var source = text(root, "source", LONGEST_NAME);
    return new FeedbackBody(
        call, query, model, score(root), source.isEmpty() ? "feedback" : source);
  }

  private static String text(ObjectNode root, String name, int longest) {
    var node = root.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (!node.isString() || node.asString().length() > longest) {
      throw Fault.invalid(name, "no text of at most %d characters".formatted(longest));
    }
    return node.asString();
  }

  private static double score(ObjectNode root) {
    JsonNode score = root.path("score");
    JsonNode label = root.path("label");
    if (score.isNumber() && score.asDouble() >= 0 && score.asDouble() <= 1) {
      return score.asDouble();
    }
    if (!score.isMissingNode()) {
      throw Fault.invalid("score", score + " (expected: a number from 0 to 1)");
    }
    var known = LABELS.get(label.asString("").toLowerCase(Locale.ROOT));
    if (known == null) {
      throw Fault.invalid(
          "label",
          "%s (expected: a score, or one of %s)"
              .formatted(
                  label.isMissingNode() ? "is missing" : label,
                  String.join(", ", LABELS.keySet().stream().sorted().toList())));
    }
    return known;
  }
}
