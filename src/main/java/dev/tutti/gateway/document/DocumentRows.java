package dev.tutti.gateway.document;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows of a document that are asked for.
 *
 * @param after id of the row before the first one; empty for the first of all
 * @param limit most rows
 * @param memory takes what so many characters of JSON need, or fails
 */
record DocumentRows(String after, int limit, LongConsumer memory) {

  /** JSON of those rows among all, for which memory is taken before they are there. */
  <T> ObjectNode of(
      List<T> all,
      Function<T, String> id,
      ToLongFunction<T> characters,
      Function<T, ObjectNode> row) {
    int from = from(all, id);
    int to = Math.min(all.size(), from + limit);
    List<T> rows = all.subList(from, to);
    memory.accept(rows.stream().mapToLong(characters).sum());
    var json = Json.object();
    var data = json.putArray("data");
    rows.forEach(each -> data.add(row.apply(each)));
    return json.put("has_more", to < all.size());
  }

  private <T> int from(List<T> all, Function<T, String> id) {
    if (after.isEmpty()) {
      return 0;
    }
    for (int i = 0; i < all.size(); i++) {
      if (id.apply(all.get(i)).equals(after)) {
        return i + 1;
      }
    }
    throw Fault.invalid("after", "\"%s\" (expected: the id of a row)".formatted(after));
  }
}
