package dev.tutti.gateway.messages;

import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A block of an answer: written as it grows once it is open, held until then. Not thread-safe. */
final class Block {
  private final Kind kind;
  private final ObjectNode start;
  private final List<Piece> held = new ArrayList<>(1);
  private final JsonEnd input = new JsonEnd();
  private boolean ended;
  private boolean closed;
  private int index;
  private @Nullable BlockSink sink;

  /** Kind of a block by its content. */
  enum Kind {
    TEXT,
    THINKING,
    TOOL,
    /** Block that came in one piece and is written in one. */
    WHOLE
  }

  private record Piece(BlockSink.Delta delta, JsonNode value) {}

  private Block(Kind kind, ObjectNode start) {
    this.kind = kind;
    this.start = start;
    this.ended = kind == Kind.WHOLE;
  }

  static Block text() {
    return new Block(Kind.TEXT, Json.object().put("type", "text").put("text", ""));
  }

  static Block thinking() {
    var start = Json.object().put("type", "thinking").put("thinking", "").put("signature", "");
    return new Block(Kind.THINKING, start);
  }

  static Block tool(String id, String name, ObjectNode members) {
    var start = Json.object().put("type", "tool_use").put("id", id).put("name", name);
    start.putObject("input");
    members.forEachEntry(
        (member, value) -> {
          if (!start.has(member)) {
            start.set(member, value);
          }
        });
    return new Block(Kind.TOOL, start);
  }

  static Block whole(ObjectNode block) {
    return new Block(Kind.WHOLE, block);
  }

  /** Whether more of a kind goes on with it. */
  boolean takes(Kind more) {
    return kind == more && !ended && !closed;
  }

  /** Whether another block may begin: a call is not over before its input is. */
  boolean mayClose() {
    return kind != Kind.TOOL || input.reached();
  }

  boolean isClosed() {
    return closed;
  }

  /** Nothing more will be added. */
  void end() {
    ended = true;
  }

  void grow(BlockSink.Delta delta, String piece) {
    if (kind == Kind.TOOL) {
      input.add(piece);
    }
    grow(delta, StringNode.valueOf(piece));
  }

  void grow(BlockSink.Delta delta, JsonNode value) {
    if (sink == null) {
      held.add(new Piece(delta, value));
    } else {
      sink.grow(index, delta, value);
    }
  }

  void open(int place, BlockSink into) {
    index = place;
    sink = into;
    into.open(place, start);
    held.forEach(piece -> into.grow(place, piece.delta, piece.value));
    held.clear();
  }

  void close() {
    closed = true;
    if (sink != null) {
      sink.close(index);
    }
  }
}
