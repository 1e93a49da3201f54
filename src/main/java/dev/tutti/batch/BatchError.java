package dev.tutti.batch;

import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reason for which a batch cannot be run.
 *
 * @param code in OpenAI's words, such as {@code duplicate_custom_id}
 * @param param the member at fault, null for none
 * @param line number of the line from 1, 0 where it is about the whole file
 */
public record BatchError(String code, String message, @Nullable String param, long line) {

  /** Its JSON. */
  public ObjectNode json() {
    return Json.object()
        .put("code", code)
        .put("message", message)
        .put("param", param)
        .put("line", line == 0 ? null : (Long) line);
  }

  /** JSON of some. */
  static ArrayNode json(List<BatchError> errors) {
    var all = Json.array();
    errors.forEach(each -> all.add(each.json()));
    return all;
  }

  /** Those of a JSON list. */
  static List<BatchError> list(JsonNode json) {
    var all = new ArrayList<BatchError>();
    json.forEach(
        each ->
            all.add(
                new BatchError(
                    each.path("code").asString(""),
                    each.path("message").asString(""),
                    each.path("param").isString() ? each.path("param").asString() : null,
                    each.path("line").asLong(0))));
    return List.copyOf(all);
  }
}
