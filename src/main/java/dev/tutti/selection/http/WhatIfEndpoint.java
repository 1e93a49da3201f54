package dev.tutti.selection.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.RecordedCall;
import dev.tutti.selection.auto.AutoRouting;
import dev.tutti.selection.decision.SelectionSettings;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /admin/routing/what-if}; one at a time. */
public final class WhatIfEndpoint implements Endpoint {
  private static final int LONGEST_BODY = 256 << 10;
  private static final int MOST_CALLS = 10_000;
  private static final int USUAL_CALLS = 1_000;

  private final AutoRouting routing;
  private final Ledger ledger;
  private final Semaphore running = new Semaphore(1);

  public WhatIfEndpoint(AutoRouting routing, Ledger ledger) {
    this.routing = routing;
    this.ledger = ledger;
  }

  @Override
  public void answer(HttpExchange exchange) {
    exchange
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(body -> exchange.attempt(() -> answer(exchange, body)))
        .onFailure(exchange::fail);
  }

  private void answer(HttpExchange exchange, ObjectNode body) {
    int limit = limit(body);
    var settings = settings(body);
    if (!running.tryAcquire()) {
      throw Fault.of(FaultCode.OVERLOADED, "another what-if runs (expected: one at a time)");
    }
    var calls = ledger.routed(limit).whenComplete((_, thrown) -> release(thrown));
    exchange.when(calls, some -> answer(exchange, settings, some));
  }

  private void release(@Nullable Throwable thrown) {
    if (thrown != null) {
      running.release();
    }
  }

  private void answer(HttpExchange exchange, SelectionSettings settings, List<RecordedCall> calls) {
    exchange
        .loop()
        .offload(
            () -> {
              var whatIf =
                  new WhatIf(routing.deciders().of(settings), routing.outcomes().quality());
              calls.forEach(whatIf::add);
              return whatIf.json();
            })
        .onComplete(_ -> running.release())
        .onSuccess(exchange::json)
        .onFailure(exchange::fail);
  }

  private static int limit(ObjectNode body) {
    var given = body.path("limit");
    int limit = given.isMissingNode() ? USUAL_CALLS : given.isInt() ? given.asInt() : 0;
    if (limit < 1 || limit > MOST_CALLS) {
      throw Fault.invalid("limit", "%s (expected: 1 to %d)".formatted(given, MOST_CALLS));
    }
    return limit;
  }

  /** The settings in force but for what the body says. */
  private SelectionSettings settings(ObjectNode body) {
    var settings =
        body.has("routing") || body.has("routing_rules")
            ? RouteEndpoint.settings(body)
            : routing.deciders().get().settings();
    var quality = body.path("quality");
    if (quality.isMissingNode()) {
      return settings;
    }
    if (!quality.isNumber() || !(quality.asDouble() >= 0 && quality.asDouble() <= 1)) {
      throw Fault.invalid("quality", quality + " (expected: a number from 0 to 1)");
    }
    return settings.withQuality(quality.asDouble());
  }
}
