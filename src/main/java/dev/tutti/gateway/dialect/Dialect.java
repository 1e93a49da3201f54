package dev.tutti.gateway.dialect;

import dev.tutti.chat.Fault;
import io.vertx.core.buffer.Buffer;

/** An API that callers speak. Thread-safe. */
public interface Dialect {

  /**
   * Reads a request's body; on the event loop or, when it is large, beside it.
   *
   * @throws Fault {@code invalid_request} or {@code request_too_large}, naming the member at fault
   */
  Asked read(byte[] body);

  /** A fault in this API's envelope: the body of an answer with its status. */
  Buffer error(Fault fault);
}
