package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.UsageBy;
import dev.tutti.ledger.UsageQuery;
import dev.tutti.ledger.UsageRow;
import java.time.Duration;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/usage?by=&from=&to=&limit=}: what was used and what it cost, added up by one of
 * {@link UsageBy}, of the last 30 days unless it is told otherwise.
 */
public record UsageEndpoint(Ledger ledger, InstantSource clock) implements Endpoint {
  private static final Duration SPAN = Duration.ofDays(30);
  private static final String MOST_ROWS = "100";

  @Override
  public void answer(HttpExchange exchange) {
    var query = query(exchange);
    exchange.when(
        ledger.usage(query),
        rows -> {
          var answer = Json.object().put("by", query.by().word());
          answer.put("from", query.from().toString()).put("to", query.to().toString());
          var data = answer.putArray("data");
          rows.forEach(row -> data.add(json(row)));
          exchange.json(answer);
        });
  }

  private UsageQuery query(HttpExchange exchange) {
    var range = TimeRange.of(exchange, clock, SPAN);
    try {
      return new UsageQuery(
          UsageBy.of(exchange.query("by").orElse("model")),
          range.from(),
          range.to(),
          Integer.parseInt(exchange.query("limit").orElse(MOST_ROWS)));
    } catch (NumberFormatException _) {
      throw Fault.invalid("limit", "not a number (expected: 1 to 10000)");
    } catch (IllegalArgumentException e) {
      throw ParameterFault.of("query", e);
    }
  }

  private static ObjectNode json(UsageRow row) {
    return Json.object()
        .put("group", row.group())
        .put("attempts", row.attempts())
        .put("failed", row.failed())
        .put("input_tokens", row.inputTokens())
        .put("cached_input_tokens", row.cachedInputTokens())
        .put("output_tokens", row.outputTokens())
        .put("reasoning_tokens", row.reasoningTokens())
        .put("cost_usd", row.dollars())
        .put("unpriced", row.unpriced())
        .put("cost_reported", row.reported());
  }
}
