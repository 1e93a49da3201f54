package dev.tutti.gateway.admin;

import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.monitor.MeasurementSummary;
import dev.tutti.monitor.Measurements;
import java.time.Duration;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /admin/metrics}, measurements of requests that Tutti has not made itself, and {@code
 * GET /admin/metrics?from=&to=}, their summary by type, of the last day unless it is told
 * otherwise.
 */
public record MeasurementsEndpoint(Measurements measurements, InstantSource clock) {
  private static final int LONGEST_BODY = 1 << 20;
  private static final Duration SPAN = Duration.ofDays(1);

  /** {@code POST /admin/metrics}. */
  public void add(HttpExchange exchange) {
    exchange
        .tree(LONGEST_BODY, measurements::read)
        .onSuccess(
            read ->
                exchange.when(
                    measurements.add(exchange.principal().caller().key(), read),
                    count -> exchange.json(Json.object().put("recorded", count))))
        .onFailure(exchange::fail);
  }

  /** {@code GET /admin/metrics}. */
  public void summary(HttpExchange exchange) {
    var range = TimeRange.of(exchange, clock, SPAN);
    exchange.when(
        measurements.summary(range.from(), range.to()),
        summaries -> {
          var answer = Json.object();
          answer.put("from", range.from().toString()).put("to", range.to().toString());
          var types = Json.object();
          summaries.forEach(
              (type, each) ->
                  put(type.isEmpty() ? answer.putObject("all") : types.putObject(type), each));
          answer.set("types", types);
          exchange.json(answer);
        });
  }

  private static void put(ObjectNode to, MeasurementSummary is) {
    to.put("count", is.count())
        .put("succeeded", is.succeeded())
        .put("success_rate", is.successRate())
        .put("mean_ms", millis(is.mean()))
        .put("deviation_ms", millis(is.deviation()))
        .put("median_ms", millis(is.median()))
        .put("p95_ms", millis(is.p95()))
        .put("max_ms", millis(is.max()))
        .put("input_tokens", is.inputTokens())
        .put("output_tokens", is.outputTokens())
        .put("mean_memory_bytes", is.effort().meanMemory())
        .put("peak_memory_bytes", is.effort().peakMemory())
        .put("mean_cpu", is.effort().meanCpu());
    var trend = is.trend();
    to.putObject("trend")
        .put("size", trend.size())
        .put("first_mean_ms", millis(trend.firstMean()))
        .put("last_mean_ms", millis(trend.lastMean()))
        .put("first_success_rate", trend.firstSuccess())
        .put("last_success_rate", trend.lastSuccess());
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
