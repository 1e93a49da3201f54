package dev.tutti.session;

import dev.tutti.chat.Json;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import tools.jackson.databind.node.ObjectNode;

/** Tree of a JSON object that is kept, which may be as large as a request made it. */
public final class StoredTree {
  private StoredTree() {}

  /**
   * Reads one.
   *
   * @param room is told of the bytes of heap that the tree takes before there is one, and may
   *     refuse them by throwing
   */
  public static ObjectNode read(String text, LongConsumer room) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    room.accept(bytes.length + Json.nodesOf(bytes));
    return (ObjectNode) Json.tree(bytes);
  }
}
