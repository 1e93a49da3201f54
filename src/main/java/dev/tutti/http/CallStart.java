package dev.tutti.http;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Call;
import dev.tutti.call.CallObserver;
import dev.tutti.call.Caller;
import dev.tutti.call.TraceParent;
import dev.tutti.call.TraceStart;
import dev.tutti.chat.Fault;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Factory of calls: begins one for an exchange. Thread-safe.
 *
 * @param live the calls that are being answered
 * @param observer of those that have ended
 * @param traces that they are part of
 */
public record CallStart(
    ServerSettings settings, ActiveCalls live, CallObserver observer, TraceStart traces) {
  private static final String USER = "x-tutti-user";
  private static final String SESSION = "x-tutti-session";
  private static final CharSequence TRACE_PARENT = HttpHeaders.createOptimized("traceparent");
  private static final int LONGEST_NAME = 512; // as the body's own

  /**
   * Begins a call, which is counted until its answer has ended; a caller who leaves cancels it.
   *
   * @throws Fault {@code invalid_request} for a name that is too long
   */
  public Call begin(HttpExchange exchange) {
    var call = beginAlone(exchange);
    exchange.isCall();
    return call;
  }

  /** The same for a call that asks no model: its body must come sooner. */
  public Call beginAlone(HttpExchange exchange) {
    var call = new Call(exchange.id(), caller(exchange), exchange.loop(), settings.deadline());
    call.memory(exchange.memory());
    traces.begin(parent(exchange)).ifPresent(call::trace);
    watch(call, exchange);
    return call;
  }

  /** The caller's span, where one valid header says it. */
  private static @Nullable TraceParent parent(HttpExchange exchange) {
    if (exchange.header(TRACE_PARENT).isEmpty()) {
      return null;
    }
    var state = exchange.list("tracestate").orElse(null);
    return exchange
        .list(TRACE_PARENT.toString())
        .flatMap(parent -> TraceParent.parse(parent, state))
        .orElse(null);
  }

  private static Caller caller(HttpExchange exchange) {
    var caller = exchange.principal().caller();
    var user = named(exchange, USER);
    var session = named(exchange, SESSION);
    var asking = user.isEmpty() ? caller : caller.forUser(user);
    return session.isEmpty() ? asking : asking.inSession(session);
  }

  /** Name in a header, empty if it is missing. */
  private static String named(HttpExchange exchange, String header) {
    var name = exchange.header(header).map(HeaderText::of).orElse("");
    if (name.length() > LONGEST_NAME) {
      throw Fault.invalid(
          header, "%d characters (expected: at most %d)".formatted(name.length(), LONGEST_NAME));
    }
    return name;
  }

  private void watch(Call call, HttpExchange exchange) {
    live.add(call);
    var stop = call.enforceDeadline();
    call.tail()
        .onEnd(
            () -> {
              stop.run();
              try {
                observer.ended(call, exchange.end());
              } finally {
                live.remove(call); // whoever waits for that finds it noted
              }
            });
    exchange.onEnd(call.tail()::answered);
    exchange.onLeave(call::cancel);
  }
}
