package dev.tutti.provider;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.wire.Pool;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An upstream over HTTP.
 *
 * @param path what the provider's address has after its host, without a slash at the end
 */
record HttpBackend(Pool pool, String path, Adapter adapter, Timeouts timeouts) implements Backend {
  private static final Logger log = LoggerFactory.getLogger(HttpBackend.class);

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call, Attempt attempt) {
    Exchange exchange;
    try {
      exchange = new Exchange(call, attempt, this, request);
    } catch (RuntimeException e) {
      log.error("{}: cannot be asked", attempt.target().deployment(), e);
      var fault = Fault.from(e);
      attempt.settle(new Outcome.Failed(fault, Usage.NONE));
      return Future.failedFuture(fault);
    }
    return exchange.open(request); // which settles by itself
  }
}
