package dev.tutti.gateway.chat;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Collects an answer and writes it as one JSON object. Confined to the call's loop. */
public interface WholeWriter {

  /** Takes what a chunk says. */
  void chunk(Chunk chunk);

  /**
   * Does what must be done with a complete answer before it may be written. Completes on the call's
   * loop; a failure is the answer.
   */
  default Future<Void> keep(Usage usage) {
    return Future.succeededFuture();
  }

  /** The complete answer; to be called once. */
  Buffer body(Usage usage);
}
