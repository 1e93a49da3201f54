package dev.tutti.gateway.replay;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replay as somebody wants it.
 *
 * @param body which of the call's bodies, from 1; 0 for the only one
 * @param model that is asked; empty for the one of then
 * @param params members of the request that are set, or taken away where they are null
 */
public record ReplayRequest(int body, String model, ObjectNode params) {
  /** Nothing is changed. */
  public static final ReplayRequest EXACT = new ReplayRequest(0, "", Json.object());

  private static final String BODY = "body";
  private static final String MODEL = "model";
  private static final String PARAMS = "params";
  private static final Set<String> MEMBERS = Set.of(BODY, MODEL, PARAMS);

  /** Members that say what is asked and how it is answered, and for whom. */
  private static final Set<String> FIXED =
      Set.of(MODEL, "messages", "prompt", "stream", "stream_options", "user");

  /**
   * Reads {@code {body, model, params}}; nothing at all is an exact replay.
   *
   * @throws Fault {@code invalid_request}, naming the member
   */
  static ReplayRequest read(byte[] json) {
    if (json.length == 0) {
      return EXACT;
    }
    var root = Json.request(json);
    for (var name : root.propertyNames()) {
      if (!MEMBERS.contains(name)) {
        throw Fault.invalid(name, "is not known (expected: body, model or params)");
      }
    }
    return new ReplayRequest(
        number(root.path(BODY)), model(root.path(MODEL)), params(root.path(PARAMS)));
  }

  private static int number(JsonNode body) {
    if (body.isMissingNode() || body.isNull()) {
      return 0;
    }
    if (!body.isInt() || body.asInt() < 1) {
      throw Fault.invalid(BODY, body + " (expected: a whole number from 1)");
    }
    return body.asInt();
  }

  private static String model(JsonNode model) {
    if (model.isMissingNode() || model.isNull()) {
      return "";
    }
    if (!model.isString() || model.asString().isBlank()) {
      throw Fault.invalid(MODEL, model + " (expected: the name of a model)");
    }
    return model.asString();
  }

  private static ObjectNode params(JsonNode params) {
    if (params.isMissingNode() || params.isNull()) {
      return Json.object();
    }
    if (!(params instanceof ObjectNode members)) {
      throw Fault.invalid(PARAMS, params + " (expected: an object such as {\"temperature\": 0})");
    }
    for (var name : members.propertyNames()) {
      if (FIXED.contains(name)) {
        throw Fault.invalid(PARAMS, name + " (expected: none of model, messages, stream, user)");
      }
    }
    return members;
  }

  /** What is asked: the request of then with the changes, in one piece and for no end user. */
  ObjectNode over(ObjectNode then) {
    var now = then.deepCopy();
    now.remove("stream");
    now.remove("stream_options");
    now.remove("user");
    if (!model.isEmpty()) {
      now.put(MODEL, model);
    }
    params.forEachEntry(
        (name, value) -> {
          if (value.isNull()) {
            now.remove(name);
          } else {
            now.set(name, value);
          }
        });
    return now;
  }
}
