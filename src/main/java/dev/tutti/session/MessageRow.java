package dev.tutti.session;

import dev.tutti.session.item.ChatItems;
import dev.tutti.session.item.StoredItem;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Row of what was said, in the words in which it was said.
 *
 * @param model who said it; empty for what was given
 * @param json the reader's own
 */
public record MessageRow(
    long position,
    String id,
    MessageDialect dialect,
    String model,
    Instant created,
    boolean pinned,
    ObjectNode metadata,
    long tokens,
    String dependence,
    ObjectNode json) {

  /** The same as items of the Responses API, at least one. */
  public List<StoredItem> items() {
    return switch (dialect) {
      case ITEM -> List.of(new StoredItem(model, json));
      case CHAT ->
          ChatItems.of(id, json).stream().map(each -> new StoredItem(model, each)).toList();
    };
  }
}
