package dev.tutti.gateway.chat;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * Writes a stream as server-sent events, appending to what it is given. First {@link #begin}, then
 * the chunks, at last {@link #keep} and {@link #complete}, or {@link #fail}; an answer that never
 * begins may fail too. Confined to the call's loop.
 */
public interface StreamWriter {

  /** The answer has begun, and what is known of the call then is known. */
  void begin(Buffer out);

  /** Writes what a chunk says. */
  void chunk(Chunk chunk, Buffer out);

  /**
   * Does what must be done with a complete answer before its end may be written. Completes on the
   * call's loop; a failure becomes the end of the answer.
   */
  default Future<Void> keep(Usage usage) {
    return Future.succeededFuture();
  }

  /** Writes the end of a complete answer. */
  void complete(Usage usage, Buffer out);

  /** Writes that the answer breaks off; nothing may make it look complete. */
  void fail(Fault fault, Buffer out);

  /** A frame that says only that the stream lives. */
  Buffer alive();
}
