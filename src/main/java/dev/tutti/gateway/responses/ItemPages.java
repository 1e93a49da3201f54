package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.responses.ItemList;
import dev.tutti.responses.ItemPage;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Lists of items, as OpenAI pages them. */
final class ItemPages {
  private static final String USUAL = "20";

  private ItemPages() {}

  /**
   * The page that {@code after}, {@code limit} and {@code order} ask for.
   *
   * @throws Fault {@code invalid_request}
   */
  static ItemPage page(HttpExchange exchange) {
    var order = exchange.query("order").orElse("desc");
    if (!order.equals("asc") && !order.equals("desc")) {
      throw Fault.invalid("order", "\"%s\" (expected: asc or desc)".formatted(order));
    }
    return new ItemPage(
        exchange.query("after").orElse(""),
        limit(exchange.query("limit").orElse(USUAL)),
        order.equals("asc"));
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= ItemPage.MOST) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw Fault.invalid(
        "limit", "%s (expected: a whole number from 1 to %d)".formatted(text, ItemPage.MOST));
  }

  static ObjectNode json(ItemList page) {
    return json(page.items(), page.more());
  }

  static ObjectNode json(List<ObjectNode> items, boolean more) {
    var json = Json.object().put("object", "list");
    json.putArray("data").addAll(items);
    return json.put("first_id", items.isEmpty() ? null : id(items.getFirst()))
        .put("last_id", items.isEmpty() ? null : id(items.getLast()))
        .put("has_more", more);
  }

  private static String id(ObjectNode item) {
    return item.path("id").asString("");
  }
}
