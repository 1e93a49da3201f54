package dev.tutti.gateway.admin;

import dev.tutti.call.Allowance;
import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.security.ApiKey;
import dev.tutti.security.Keys;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code GET /admin/budgets}: what was spent of every budget in its present period, those that a
 * key has in terms of its own included.
 */
public record BudgetsEndpoint(Budgets budgets, Keys keys) implements Endpoint {

  @Override
  public void answer(HttpExchange exchange) {
    exchange.when(keys.list(), all -> answer(exchange, allowances(all)));
  }

  private void answer(HttpExchange exchange, Map<String, Allowance> allowances) {
    var answer = Json.object();
    var data = answer.putArray("data");
    for (var status : budgets.all(key -> allowances.getOrDefault(key, Allowance.NONE))) {
      var one =
          data.addObject()
              .put("account", status.account())
              .put("spent_usd", dollars(status.spent()))
              .put("reserved_usd", dollars(status.reserved()))
              .put("resets_at", status.resets().toOffsetDateTime().toString());
      if (status.most() > 0) {
        one.put("budget_usd", dollars(status.most()));
      }
    }
    exchange.json(answer);
  }

  private static Map<String, Allowance> allowances(List<ApiKey> keys) {
    return keys.stream().collect(Collectors.toMap(ApiKey::id, key -> key.grant().allowance()));
  }

  private static BigDecimal dollars(long nanos) {
    return BigDecimal.valueOf(nanos, 9);
  }
}
