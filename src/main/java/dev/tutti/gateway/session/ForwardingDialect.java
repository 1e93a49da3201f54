package dev.tutti.gateway.session;

import dev.tutti.chat.Fault;
import dev.tutti.gateway.chat.Dialect;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** A dialect that speaks as another one does, and reads requests in a way of its own. */
interface ForwardingDialect extends Dialect {
  /** The other one. */
  Dialect dialect();

  @Override
  default boolean makesTrees() {
    return dialect().makesTrees();
  }

  @Override
  default Buffer error(Fault fault, String requestId) {
    return dialect().error(fault, requestId);
  }

  @Override
  default Optional<String> idHeader() {
    return dialect().idHeader();
  }
}
