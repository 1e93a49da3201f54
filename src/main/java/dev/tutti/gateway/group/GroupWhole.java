package dev.tutti.gateway.group;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.WholeWriter;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Talk of a group in one piece.
 *
 * @param answer once it is complete
 */
record GroupWhole(Supplier<ObjectNode> answer) implements WholeWriter {

  @Override
  public void chunk(Chunk chunk) {
    // the turn collects them
  }

  @Override
  public Buffer body(Usage usage) {
    return Buffer.buffer(Json.bytes(answer.get()));
  }
}
