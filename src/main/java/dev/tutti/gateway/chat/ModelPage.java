package dev.tutti.gateway.chat;

import dev.tutti.chat.Fault;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;
import dev.tutti.routing.ModelCatalog;
import java.util.List;

/**
 * Part of the list of models, paged as Anthropic's API does ({@code limit}, {@code after_id},
 * {@code before_id}).
 *
 * @param entries in the order of the whole list
 * @param more whether the list goes on in the direction that was asked for
 */
record ModelPage(List<ModelCatalog.Entry> entries, boolean more) {
  private static final String USUAL = "20";
  private static final String AFTER = "after_id";
  private static final String BEFORE = "before_id";

  /**
   * The page that an exchange asks for.
   *
   * @throws Fault {@code invalid_request}
   */
  static ModelPage of(HttpExchange exchange, List<ModelCatalog.Entry> all) {
    int limit = (int) Page.number("limit", exchange.query("limit").orElse(USUAL), Page.MOST);
    var after = exchange.query(AFTER).map(id -> place(AFTER, id, all));
    var before = exchange.query(BEFORE).map(id -> place(BEFORE, id, all));
    if (after.isPresent() && before.isPresent()) {
      throw Fault.invalid(BEFORE, "together with after_id (expected: one of them)");
    }
    return before
        .map(end -> upTo(end, limit, all))
        .orElseGet(() -> from(after.map(place -> place + 1).orElse(0), limit, all));
  }

  private static int place(String name, String id, List<ModelCatalog.Entry> all) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id().equals(id)) {
        return i;
      }
    }
    throw Fault.invalid(name, "\"%s\" (expected: the id of a model of this list)".formatted(id));
  }

  private static ModelPage upTo(int end, int limit, List<ModelCatalog.Entry> all) {
    int start = Math.max(0, end - limit);
    return new ModelPage(all.subList(start, end), start > 0);
  }

  private static ModelPage from(int start, int limit, List<ModelCatalog.Entry> all) {
    int end = Math.min(all.size(), start + limit);
    return new ModelPage(all.subList(start, end), end < all.size());
  }
}
