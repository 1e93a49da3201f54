package dev.tutti.gateway.admin;

import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;
import dev.tutti.monitor.ResourceMonitor;
import dev.tutti.monitor.ResourceSample;
import java.time.Duration;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/resources?from=&to=&limit=}: what the process and its machine take now, and
 * took in the last hour unless it is told otherwise.
 */
public record ResourcesEndpoint(ResourceMonitor monitor, InstantSource clock) implements Endpoint {
  private static final Duration SPAN = Duration.ofHours(1);

  @Override
  public void answer(HttpExchange exchange) {
    var range = TimeRange.of(exchange, clock, SPAN);
    exchange.when(
        monitor.samples(range.from(), range.to(), Page.of(exchange).limit()),
        samples -> {
          var answer = Json.object();
          put(answer.putObject("now"), monitor.latest());
          var data = answer.putArray("data");
          samples.forEach(
              each -> put(data.addObject().put("at", each.at().toString()), each.resources()));
          exchange.json(answer);
        });
  }

  private static void put(ObjectNode to, ResourceSample sample) {
    to.put("process_cpu", sample.processCpu())
        .put("machine_cpu", sample.machineCpu())
        .put("heap_bytes", sample.heap())
        .put("heap_max_bytes", sample.heapMax())
        .put("outside_heap_bytes", sample.outsideHeap())
        .put("collecting_ms", sample.collecting().toMillis())
        .put("threads", sample.threads())
        .put("loop_lag_ms", sample.loopLag().toNanos() / 1e6)
        .put("open_files", sample.openFiles())
        .put("max_files", sample.maxFiles())
        .put("disk_free_bytes", sample.diskFree())
        .put("data_bytes", sample.dataSize());
  }
}
