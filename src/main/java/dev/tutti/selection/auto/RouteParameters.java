package dev.tutti.selection.auto;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.JsonEdits;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Parameters of a rule in a request. What the caller says itself stays; of {@code max_tokens} the
 * smaller one counts, and {@code min_tokens} of a rule raises what is too little.
 */
final class RouteParameters {
  private static final String MOST = "max_tokens";
  private static final String NEWER_MOST = "max_completion_tokens";
  private static final String LEAST = "min_tokens";

  private RouteParameters() {}

  /** The request to another model, with the parameters. */
  static ChatRequest applied(ChatRequest request, String model, Map<String, JsonNode> params) {
    if (params.isEmpty()) {
      return request.withModel(model);
    }
    try {
      return request.edited(edits(request, model, params));
    } catch (Fault _) {
      return request.withModel(model); // only the caller's own words say what it asks for
    }
  }

  private static JsonEdits edits(ChatRequest request, String model, Map<String, JsonNode> params) {
    var edits = JsonEdits.none().set("model", model);
    for (var each : params.entrySet()) {
      var name = each.getKey();
      if (!name.equals(MOST) && !name.equals(LEAST) && !request.body().has(name)) {
        edits = edits.set(name, each.getValue());
      }
    }
    var key = request.body().has(NEWER_MOST) ? NEWER_MOST : MOST;
    var given = request.body().get(key);
    long most = given.isNumber() ? given.asLong() : 0;
    long bounded = bounded(most, number(params, MOST), number(params, LEAST));
    return bounded == most ? edits : edits.set(key, bounded);
  }

  private static long number(Map<String, JsonNode> params, String name) {
    var value = params.get(name);
    return value == null ? 0 : value.asLong(0);
  }

  /** The most tokens of the answer; each number may be 0, for none. */
  private static long bounded(long asked, long most, long least) {
    long bounded = most > 0 ? (asked > 0 ? Math.min(asked, most) : most) : asked;
    return bounded > 0 ? Math.max(bounded, least) : bounded;
  }
}
