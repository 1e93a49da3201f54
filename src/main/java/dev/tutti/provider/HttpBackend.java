package dev.tutti.provider;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.wire.Errand;
import dev.tutti.wire.Pool;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
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

  @Override
  public Future<Void> reach(Call call) {
    return adapter
        .listing()
        .map(listing -> list(listing, call))
        .orElseGet(() -> Future.failedFuture(noList("its address has none")));
  }

  private Future<Void> list(Outgoing listing, Call call) {
    var head = new RequestOptions().setMethod(HttpMethod.GET).setURI(path + listing.path());
    head.putHeader("accept-encoding", "identity");
    listing.headers().forEach(header -> head.putHeader(header.getKey(), header.getValue()));
    return Errand.run(pool, call, head, listing.body().bytes(), timeouts.connect())
        .compose(
            answer ->
                answer.isWell() ? Future.succeededFuture() : Future.failedFuture(refusal(answer)));
  }

  private Fault refusal(Errand.Answered answer) {
    return answer.status() == 404 || answer.status() == 405
        ? noList("it answers " + answer.status())
        : adapter.fault(new Refusal(answer.status(), answer.headers(), answer.body()));
  }

  private static Fault noList(String why) {
    return Fault.of(
        FaultCode.INVALID_REQUEST,
        "the provider has no list of models, %s (expected: health.probe: chat)".formatted(why));
  }
}
