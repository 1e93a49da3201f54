package dev.tutti.provider;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.UniqueCallIds;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The messages of a request as one upstream of OpenAI's dialect takes them: without members of
 * answers that it does not know, with roles that it knows, and with ids in its form. What only the
 * caller knows stays. Not thread-safe.
 */
final class OpenAiMessages {
  private static final Set<String> THOUGHTS =
      Set.of(
          "reasoning",
          "reasoning_content",
          "reasoning_details",
          "thinking_blocks",
          "provider_blocks");

  private final OpenAiQuirks quirks;
  private final UniqueCallIds ids = new UniqueCallIds(ShortCallId::of);
  private boolean changed;

  private OpenAiMessages(OpenAiQuirks quirks) {
    this.quirks = quirks;
  }

  /** The messages, where they must be other than the caller wrote them. */
  static Optional<ArrayNode> changed(ChatRequest request, OpenAiQuirks quirks) {
    boolean roles = request.hasDeveloperMessage() && !quirks.knowsDeveloper();
    boolean members = request.hasExtensions() && quirks.history().strict();
    boolean forms = request.hasCalls() && quirks.history().shortIds();
    if (request.operation() != Operation.CHAT || !(roles || members || forms)) {
      return Optional.empty();
    }
    var messages = new OpenAiMessages(quirks);
    var all = messages.of(request.body().get("messages"));
    return messages.changed ? Optional.of(all) : Optional.empty();
  }

  private ArrayNode of(JsonNode messages) {
    var all = Json.array();
    for (var each : messages) {
      if (!(each instanceof ObjectNode message) || says(message)) {
        all.add(each);
      }
    }
    return all;
  }

  /** Brings a message into form; whether it still says anything. */
  private boolean says(ObjectNode message) {
    var role = message.path("role").asString("");
    if (role.equals("developer") && !quirks.knowsDeveloper()) {
      message.put("role", "system");
      changed = true;
    }
    boolean thought = message.propertyNames().stream().anyMatch(THOUGHTS::contains);
    if (quirks.history().strict()) {
      leaveOut(message, OpenAiHistory.MESSAGE);
      message.path("tool_calls").forEach(call -> leaveOut(call, OpenAiHistory.CALL));
    }
    if (quirks.history().shortIds()) {
      ids(message, role);
    }
    // A turn that was cut off while the model still thought.
    boolean empty = role.equals("assistant") && thought && isEmpty(message);
    changed |= empty;
    return !empty;
  }

  private static boolean isEmpty(ObjectNode message) {
    var content = message.path("content");
    boolean silent = content.isString() ? content.asString().isEmpty() : content.isEmpty();
    return silent
        && message.path("tool_calls").isEmpty()
        && message.path("refusal").asString("").isEmpty()
        && !message.path("function_call").isObject()
        && !message.path("audio").isObject();
  }

  private void leaveOut(JsonNode json, Set<String> members) {
    if (json instanceof ObjectNode object) {
      for (var name : members) {
        boolean known = quirks.history().taken().contains(name);
        changed |= !known && object.remove(name) != null;
      }
    }
  }

  private void ids(ObjectNode message, String role) {
    if (role.equals("assistant")) {
      ids.turn();
      for (var call : message.path("tool_calls")) {
        if (call instanceof ObjectNode made) {
          id(made, "id", ids.call(made.path("id").asString("")));
        }
      }
    } else if (role.equals("tool")) {
      id(message, "tool_call_id", ids.result(message.path("tool_call_id").asString("")));
    }
  }

  private void id(ObjectNode json, String member, String id) {
    if (!id.isEmpty() && !json.path(member).asString("").equals(id)) {
      json.put(member, id);
      changed = true;
    }
  }
}
