package dev.tutti.gateway.admin;

import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.wire.HttpPools;
import dev.tutti.wire.PoolStatistics;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /admin/pools}: every connection pool and its connections. */
public record PoolsEndpoint(HttpPools pools) implements Endpoint {

  @Override
  public void answer(HttpExchange exchange) {
    var answer = Json.object();
    var data = answer.putArray("data");
    pools.statistics().forEach(pool -> data.add(json(pool)));
    exchange.json(answer);
  }

  private static ObjectNode json(PoolStatistics pool) {
    var json =
        Json.object()
            .put("origin", pool.origin())
            .put("max", pool.max())
            .put("created", pool.created())
            .put("reused", pool.reused())
            .put("in_use", pool.inUse())
            .put("idle", pool.idle())
            .put("waiting", pool.waiting())
            .put("acquire_p50_ms", milliseconds(pool.acquireP50()))
            .put("acquire_p99_ms", milliseconds(pool.acquireP99()));
    var connections = json.putArray("connections");
    pool.connections()
        .forEach(
            each ->
                connections
                    .addObject()
                    .put("local", each.local())
                    .put("protocol", each.protocol())
                    .put("created_at", each.created().toString())
                    .put("last_used_at", each.lastUsed().toString())
                    .put("uses", each.uses()));
    return json;
  }

  private static double milliseconds(Duration time) {
    return time.toNanos() / 1e6;
  }
}
