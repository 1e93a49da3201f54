package dev.tutti.responses;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A page of items.
 *
 * @param more whether others follow
 */
public record ItemList(List<ObjectNode> items, boolean more) {

  /** List for a page of what was read, one item more than it holds where there are others. */
  static ItemList of(List<ObjectNode> read, int limit) {
    return read.size() > limit
        ? new ItemList(read.subList(0, limit), true)
        : new ItemList(read, false);
  }
}
