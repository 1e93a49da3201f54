package dev.tutti.provider.openai;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.UniqueCallIds;
import dev.tutti.provider.spi.OpenAiHistory;
import dev.tutti.provider.spi.OpenAiQuirks;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The messages of a request as one upstream of OpenAI's dialect takes them: without members of
 * answers that it does not know, with roles that it knows, and with ids in its form. Tools answer
 * in text alone: what else they show follows in a message of the user. What only the caller knows
 * stays. Not thread-safe.
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
  private final ArrayNode all = Json.array();
  private final ArrayNode shown = Json.array();
  private boolean changed;

  private OpenAiMessages(OpenAiQuirks quirks) {
    this.quirks = quirks;
  }

  /** The messages, where they must be other than the caller wrote them. */
  static Optional<ArrayNode> changed(ChatRequest request, OpenAiQuirks quirks) {
    boolean roles = request.hasDeveloperMessage() && !quirks.knowsDeveloper();
    boolean members = request.hasExtensions() && quirks.history().strict();
    boolean forms = request.hasCalls() && quirks.history().shortIds();
    boolean needed = roles || members || forms || request.hasResultParts();
    if (request.operation() != Operation.CHAT || !needed) {
      return Optional.empty();
    }
    var messages = new OpenAiMessages(quirks);
    request.body().get("messages").forEach(messages::add);
    messages.show();
    return messages.changed ? Optional.of(messages.all) : Optional.empty();
  }

  private void add(JsonNode given) {
    if (!given.path("role").asString("").equals("tool")) {
      show();
    }
    if (!(given instanceof ObjectNode message) || says(message)) {
      all.add(given);
    }
  }

  /** Shows the user's side what tools have shown, once all of them have answered. */
  private void show() {
    if (!shown.isEmpty()) {
      all.addObject().put("role", "user").set("content", shown.deepCopy());
      shown.removeAll();
      changed = true;
    }
  }

  /** Leaves a tool's result its words; with them alone it stays as it was written. */
  private void words(ObjectNode result, ArrayNode parts) {
    var words = new StringJoiner("\n\n");
    int pictures = shown.size();
    for (var part : parts) {
      if (part.path("type").asString("").equals("text")) {
        words.add(part.path("text").asString(""));
      } else {
        shown.add(part);
      }
    }
    if (shown.size() > pictures) {
      result.put("content", words.toString());
    }
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
    if (role.equals("tool") && message.path("content") instanceof ArrayNode parts) {
      words(message, parts);
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
