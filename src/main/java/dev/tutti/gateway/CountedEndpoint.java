package dev.tutti.gateway;

import dev.tutti.call.Call;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.http.CallStart;
import dev.tutti.http.Endpoint;
import dev.tutti.http.ErrorFormat;
import dev.tutti.http.HttpExchange;
import dev.tutti.resilience.limit.CallLimits;
import java.util.Optional;

/**
 * An endpoint whose requests ask no model, and count at the limits of their user and key as calls
 * do: what they keep takes the database's time and room.
 */
public record CountedEndpoint(Endpoint endpoint, CallStart calls, CallLimits limits)
    implements Endpoint {

  @Override
  public Optional<ErrorFormat> errors() {
    return endpoint.errors();
  }

  @Override
  public void answer(HttpExchange exchange) {
    var call = calls.beginAlone(exchange);
    var _ = call.onCancel(() -> exchange.fail(call.reason()));
    exchange.pause();
    limits
        .admit(call)
        .onSuccess(
            lease -> {
              exchange.beforeLast(() -> lease.settle(new Outcome.Completed(Usage.NONE)));
              exchange.attempt(call, () -> enter(exchange, call));
            })
        .onFailure(
            thrown -> {
              write(exchange, call);
              exchange.fail(thrown);
            });
  }

  /** The endpoint reads the body, if it does, before anything comes of it. */
  private void enter(HttpExchange exchange, Call call) {
    write(exchange, call);
    endpoint.answer(exchange);
    exchange.resume();
  }

  private static void write(HttpExchange exchange, Call call) {
    if (!exchange.response().headWritten()) {
      call.headers()
          .forEach(header -> exchange.response().putHeader(header.getKey(), header.getValue()));
    }
  }
}
