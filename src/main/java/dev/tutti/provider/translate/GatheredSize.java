package dev.tutti.provider.translate;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Account of the heap that one answer takes for what is gathered of it, in however many pieces it
 * comes. Not thread-safe.
 */
public final class GatheredSize {
  /** Twice the longest answer that is not streamed. */
  static final int MOST = 32 << 20;

  private static final int MEMBER = 112; // an entry, a name and a value

  private long bytes;

  /**
   * Counts a piece of a text.
   *
   * @throws Fault {@code upstream_error} when all is too much, as all these methods do
   */
  public void add(String piece) {
    add((long) Character.BYTES * piece.length());
  }

  /** Counts a tree that is kept. */
  public void add(JsonNode tree) {
    add(heap(tree));
  }

  /** Sets a member of an object that is kept. */
  public void set(ObjectNode object, String name, JsonNode value) {
    var before = object.get(name);
    if (before == null) {
      member(name);
    }
    add(heap(value) - (before == null ? 0 : heap(before)));
    object.set(name, value);
  }

  /** Counts a new member without its value. */
  public void member(String name) {
    add(MEMBER + (long) Character.BYTES * name.length());
  }

  /** All that was counted, in bytes. */
  public long bytes() {
    return bytes;
  }

  private static long heap(JsonNode tree) {
    return Json.heapOf(Json.bytes(tree));
  }

  private void add(long more) {
    bytes += more;
    if (bytes > MOST) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          "content blocks and usage that take more than %d bytes of memory (expected: less)"
              .formatted(MOST));
    }
  }
}
