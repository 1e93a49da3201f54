package dev.tutti.gateway.session;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.StreamWriter;
import dev.tutti.http.ErrorFormat;
import io.vertx.core.buffer.Buffer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answer to a post as server-sent events: {@code text} and {@code reasoning} as they are said, then
 * {@code result}, or {@code error}.
 */
record PostStream(PostResult answer) implements StreamWriter {
  private static final Buffer ALIVE = Buffer.buffer(": keep-alive\n\n");

  @Override
  public void begin(Buffer out) {
    // the first words begin it
  }

  @Override
  public void chunk(Chunk chunk, Buffer out) {
    for (var event : chunk.events()) {
      switch (event) {
        case ChatEvent.Text(int choice, String text) when choice == 0 -> say("text", text, out);
        case ChatEvent.Reasoning(int choice, String text) when choice == 0 ->
            say("reasoning", text, out);
        default -> {}
      }
    }
  }

  private static void say(String name, String text, Buffer out) {
    event(name, Json.object().put("text", text), out);
  }

  private static void event(String name, ObjectNode json, Buffer out) {
    out.appendString("event: " + name + "\ndata: ")
        .appendBytes(Json.bytes(json))
        .appendString("\n\n");
  }

  @Override
  public void complete(Usage usage, Buffer out) {
    event("result", answer.json(usage), out);
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
