package dev.tutti.selection.http;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.selection.auto.AutoName;
import dev.tutti.selection.auto.RouteService;
import dev.tutti.selection.decision.QualityKnob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Request that is analysed or decided: {@code query}, or a chat's {@code messages}.
 *
 * @param request the chat
 * @param rules in the configuration's form, a missing node for those of the configuration
 * @param wish how much quality counts against cost; null for the configuration's
 */
record RouteBody(
    ChatRequest request, JsonNode rules, Set<String> tags, @Nullable QualityKnob wish) {
  /** How many texts one analysis may have. */
  static final int MOST = 1_000;

  private static final String QUERY = "query";
  private static final String MESSAGES = "messages";
  private static final String ITEMS = "items";
  private static final int SHOWN = 60;

  /**
   * Reads what is to be decided.
   *
   * @throws Fault {@code invalid_request}, naming the member
   */
  static RouteBody read(byte[] bytes) {
    var root = Json.request(bytes);
    var rules = Optional.ofNullable(root.remove("rules")).orElse(Json.object().path("none"));
    var tags = tags(Optional.ofNullable(root.remove("tags")).orElse(Json.array()));
    var quality = quality(root.path("quality"));
    root.remove("quality");
    if (root.has(QUERY)) {
      var query = text(root.path(QUERY), QUERY);
      root.remove(QUERY);
      root.putArray(MESSAGES).addObject().put("role", "user").put("content", query);
    }
    if (!root.has("model")) {
      root.put("model", AutoName.NAME);
    }
    return new RouteBody(ChatRequest.parse(Operation.CHAT, Json.bytes(root)), rules, tags, quality);
  }

  private static @Nullable QualityKnob quality(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!node.isNumber() || !(node.asDouble() >= 0 && node.asDouble() <= 1)) {
      throw Fault.invalid("quality", node + " (expected: a number from 0 to 1)");
    }
    return QualityKnob.wanted(node.asDouble(), "the request");
  }

  private static Set<String> tags(JsonNode node) {
    var all = new HashSet<String>();
    node.forEach(tag -> all.add(tag.asString("")));
    return Set.copyOf(all);
  }

  /**
   * The texts of a body that is to be analysed, each with its place.
   *
   * @throws Fault {@code invalid_request}, naming the member
   */
  static List<PlacedText> texts(ObjectNode root) {
    if (!root.has(ITEMS)) {
      return List.of(placed(root, ""));
    }
    var items = root.path(ITEMS);
    if (!items.isArray() || items.isEmpty() || items.size() > MOST) {
      throw Fault.invalid(
          ITEMS,
          "%s (expected: a list of 1 to %d)"
              .formatted(items.isArray() ? items.size() + " items" : shown(items), MOST));
    }
    var all = new ArrayList<PlacedText>(items.size());
    for (var item : items) {
      var place = "items[%d]".formatted(all.size());
      all.add(
          item.isString() ? new PlacedText(text(item, place), place) : placed(item, place + "."));
    }
    return List.copyOf(all);
  }

  /** A text and where it stands. */
  record PlacedText(String text, String place) {}

  private static PlacedText placed(JsonNode node, String place) {
    if (node.has(QUERY)) {
      return new PlacedText(text(node.path(QUERY), place + QUERY), place + QUERY);
    }
    var messages = node.path(MESSAGES);
    if (!messages.isArray() || messages.isEmpty()) {
      throw Fault.invalid(
          place + QUERY,
          "is missing (expected: query or messages%s)"
              .formatted(place.isEmpty() ? ", or items" : ""));
    }
    return new PlacedText(RouteService.textOf(messages), place + MESSAGES);
  }

  private static String text(JsonNode node, String place) {
    if (!node.isString() || node.asString().isBlank()) {
      throw Fault.invalid(place, shown(node) + " (expected: a text that is not blank)");
    }
    return node.asString();
  }

  private static String shown(JsonNode node) {
    var text = node.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
