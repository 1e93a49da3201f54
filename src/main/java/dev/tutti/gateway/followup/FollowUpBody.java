package dev.tutti.gateway.followup;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.followup.DialogueTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages to decide about, as JSON: one with its history, or a list of such items.
 *
 * @param items in the order of the request
 * @param batch whether they came as a list, and are answered as one
 */
record FollowUpBody(List<Item> items, boolean batch) {
  /** How many items one request may have. */
  static final int MOST = 1_000;

  private static final Set<String> ROLES =
      Set.of("user", "assistant", "system", "developer", "tool");

  /** Message with what was said before it. */
  record Item(List<DialogueTurn> history, String message) {}

  /**
   * Reads a body.
   *
   * @throws Fault {@code invalid_request} that names the place
   */
  static FollowUpBody read(byte[] body) {
    var root = Json.request(body);
    if (!root.has("items")) {
      return new FollowUpBody(List.of(item(root, "")), false);
    }
    requireOnly(root, Set.of("items"), "");
    var list = root.path("items");
    if (!list.isArray() || list.isEmpty() || list.size() > MOST) {
      throw Fault.invalid(
          "items",
          "%s (expected: a list of 1 to %d items)"
              .formatted(list.isArray() ? list.size() + " items" : kind(list), MOST));
    }
    var items = new ArrayList<Item>();
    for (var each : list) {
      var place = "items[%d]".formatted(items.size());
      if (!(each instanceof ObjectNode item)) {
        throw Fault.invalid(place, kind(each) + " (expected: an object)");
      }
      items.add(item(item, place + "."));
    }
    return new FollowUpBody(List.copyOf(items), true);
  }

  private static Item item(ObjectNode item, String place) {
    requireOnly(item, Set.of("history", "message"), place);
    var message = item.path("message");
    if (!message.isString() || message.asString().isBlank()) {
      throw Fault.invalid(place + "message", kind(message) + " (expected: a text)");
    }
    return new Item(history(item.path("history"), place + "history"), message.asString());
  }

  private static void requireOnly(ObjectNode node, Set<String> members, String place) {
    for (var name : node.propertyNames()) {
      if (!members.contains(name)) {
        throw Fault.invalid(
            place + name, "not known (expected: history and message, or items alone)");
      }
    }
  }

  private static List<DialogueTurn> history(JsonNode list, String place) {
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    if (!list.isArray()) {
      throw Fault.invalid(place, kind(list) + " (expected: a list of {role, content})");
    }
    var turns = new ArrayList<DialogueTurn>();
    for (var each : list) {
      turns.add(turn(each, "%s[%d]".formatted(place, turns.size())));
    }
    return List.copyOf(turns);
  }

  private static DialogueTurn turn(JsonNode turn, String place) {
    if (!turn.isObject()) {
      throw Fault.invalid(place, kind(turn) + " (expected: {role, content})");
    }
    var role = turn.path("role");
    if (!role.isString() || !ROLES.contains(role.asString())) {
      throw Fault.invalid(
          place + ".role", kind(role) + " (expected: user, assistant, system, developer or tool)");
    }
    return new DialogueTurn(role.asString(), content(turn.path("content"), place + ".content"));
  }

  /** A text, or the texts of a list of parts. */
  private static String content(JsonNode content, String place) {
    if (content.isString()) {
      return content.asString();
    }
    if (content.isNull()) {
      return ""; // as in the call of a tool
    }
    if (!content.isArray()) {
      throw Fault.invalid(place, kind(content) + " (expected: a text, or a list of parts)");
    }
    var texts = new ArrayList<String>();
    content.forEach(part -> texts.add(part.path("text").asString("")));
    return String.join("\n", texts);
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case MISSING -> "missing";
      case STRING -> node.asString().isBlank() ? "empty" : '"' + shortened(node.asString()) + '"';
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case NUMBER, BOOLEAN, NULL, BINARY, POJO -> shortened(node.toString());
    };
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }
}
