package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.monitor.LimitMonitor;
import dev.tutti.monitor.LimitUse;
import dev.tutti.resilience.limit.Bucket;
import dev.tutti.resilience.limit.CallLimits;
import dev.tutti.resilience.limit.Limits;
import dev.tutti.resilience.limit.RateLimiter.Level;
import dev.tutti.resilience.limit.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/limits}: the limits that are configured, how many calls wait, the accounts that
 * have the least left, 20 or {@code ?limit=}, and how full limits of providers and models are.
 */
public record LimitsEndpoint(CallLimits limits, LimitMonitor monitor) implements Endpoint {
  private static final int FEW = 20;
  private static final int MOST = 1_000;

  @Override
  public void answer(HttpExchange exchange) {
    int number = exchange.query("limit").map(LimitsEndpoint::number).orElse(FEW);
    exchange
        .loop()
        .offload(() -> json(number))
        .onSuccess(json -> exchange.attempt(() -> exchange.json(json)))
        .onFailure(exchange::fail);
  }

  private static int number(String text) {
    if (!text.matches("\\d{1,4}") || Integer.parseInt(text) > MOST) {
      throw Fault.invalid("limit", "%s (expected: 0 to %d)".formatted(text, MOST));
    }
    return Integer.parseInt(text);
  }

  private ObjectNode json(int number) {
    var now = limits.settings();
    var answer =
        Json.object()
            .put("on_limit", now.onLimit().name().toLowerCase(Locale.ROOT))
            .put("wait_ms", now.longestWait().toMillis());
    var configured = answer.putObject("configured");
    configured.set("user", json(now.user()));
    configured.set("key", json(now.key()));
    configured.set("models", json(now.models()));
    configured.set("providers", json(now.providers()));
    var waiting = answer.putObject("waiting");
    for (var scope : Scope.values()) {
      waiting.put(scope.word(), limits.waiting(scope));
    }
    var data = answer.putArray("data");
    limits.emptiest(number).forEach(level -> data.add(json(level)));
    var inUse = answer.putArray("in_use");
    monitor.now().stream().limit(MOST).forEach(use -> inUse.add(json(use)));
    return answer;
  }

  private static ObjectNode json(Limits limits) {
    var json = Json.object();
    limits.all().forEach(limit -> json.put(limit.measure().word(), limit.most()));
    return json;
  }

  private static ObjectNode json(Map<String, List<Bucket>> accounts) {
    var json = Json.object();
    accounts.forEach(
        (name, buckets) -> {
          var one = json.putObject(name);
          buckets.forEach(bucket -> one.put(bucket.measure().word(), bucket.most()));
        });
    return json;
  }

  private static ObjectNode json(LimitUse use) {
    return Json.object()
        .put("kind", use.kind().word())
        .put("subject", use.subject())
        .put("limit", use.most())
        .put("used", use.used())
        .put("waiting", use.waiting());
  }

  private static ObjectNode json(Level level) {
    var bucket = level.bucket();
    return Json.object()
        .put("bucket", bucket.name())
        .put("scope", bucket.scope().word())
        .put("measure", bucket.measure().word())
        .put("limit", bucket.most())
        .put("remaining", level.remaining())
        .put("reset_ms", level.reset().toMillis());
  }
}
