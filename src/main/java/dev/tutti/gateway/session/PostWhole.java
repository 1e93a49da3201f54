package dev.tutti.gateway.session;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.WholeWriter;
import io.vertx.core.buffer.Buffer;

/** Answer to a post in one piece. */
record PostWhole(PostResult answer) implements WholeWriter {

  @Override
  public void chunk(Chunk chunk) {
    // the turn collects them
  }

  @Override
  public Buffer body(Usage usage) {
    return Buffer.buffer(Json.bytes(answer.json(usage)));
  }
}
