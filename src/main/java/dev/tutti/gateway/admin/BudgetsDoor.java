package dev.tutti.gateway.admin;

import dev.tutti.chat.Json;
import dev.tutti.http.Door;
import dev.tutti.http.Visit;
import dev.tutti.resilience.budget.Budgets;
import java.math.BigDecimal;

/** {@code GET /admin/budgets}: what was spent of every budget in its present span. */
public record BudgetsDoor(Budgets budgets) implements Door {

  @Override
  public void answer(Visit visit) {
    var answer = Json.object();
    var data = answer.putArray("data");
    for (var status : budgets.all()) {
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

  private static BigDecimal dollars(long nanos) {
    return BigDecimal.valueOf(nanos, 9);
  }
}
