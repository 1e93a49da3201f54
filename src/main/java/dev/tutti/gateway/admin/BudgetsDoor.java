package dev.tutti.gateway.admin;

import dev.tutti.call.Allowance;
import dev.tutti.chat.Json;
import dev.tutti.http.Door;
import dev.tutti.http.Visit;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.security.ApiKey;
import dev.tutti.security.Keys;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code GET /admin/budgets}: what was spent of every budget in its present span, those that a key
 * has in terms of its own included.
 */
public record BudgetsDoor(Budgets budgets, Keys keys) implements Door {

  @Override
  public void answer(Visit visit) {
    visit.when(keys.list(), all -> answer(visit, allowances(all)));
  }

  private void answer(Visit visit, Map<String, Allowance> allowances) {
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
    visit.json(answer);
  }

  private static Map<String, Allowance> allowances(List<ApiKey> keys) {
    return keys.stream().collect(Collectors.toMap(ApiKey::id, key -> key.grant().allowance()));
  }

  private static BigDecimal dollars(long nanos) {
    return BigDecimal.valueOf(nanos, 9);
  }
}
