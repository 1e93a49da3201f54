package dev.tutti.gateway.group;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.StreamWriter;
import dev.tutti.http.ErrorFormat;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Talk of a group as server-sent events: {@code turn}, {@code delta} and {@code turn_end} of each
 * speaker, then {@code done} with the whole answer, or {@code error}. Their ids count from 1.
 */
final class GroupStream implements StreamWriter {
  private static final Buffer ALIVE = Buffer.buffer(": keep-alive\n\n");
  private static final String EVENT = "event";

  private final Supplier<ObjectNode> answer;
  private int id;

  /**
   * @param answer once it is complete
   */
  GroupStream(Supplier<ObjectNode> answer) {
    this.answer = answer;
  }

  @Override
  public void begin(Buffer out) {
    // the first speaker begins it
  }

  @Override
  public void chunk(Chunk chunk, Buffer out) {
    if (chunk instanceof Chunk.ProgressNote(ObjectNode json)) {
      var data = json.deepCopy();
      var name = data.remove(EVENT).asString();
      event(name, data, out);
    }
  }

  private void event(String name, ObjectNode json, Buffer out) {
    out.appendString("id: " + ++id + "\nevent: " + name + "\ndata: ")
        .appendBytes(Json.bytes(json))
        .appendString("\n\n");
  }

  @Override
  public void complete(Usage usage, Buffer out) {
    event("done", answer.get(), out);
  }

  @Override
  public void fail(Fault fault, Buffer out) {
    out.appendString("event: error\ndata: ")
        .appendBuffer(ErrorFormat.OPEN_AI.error(fault, ""))
        .appendString("\n\n");
  }

  @Override
  public Buffer alive() {
    return ALIVE;
  }
}
