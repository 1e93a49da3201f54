package dev.tutti.application.run;

import dev.tutti.application.api.ModelAnswer;
import dev.tutti.chat.OpenAiUsage;
import dev.tutti.chat.Usage;
import dev.tutti.ledger.Cost;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Spending of a run: tokens, money and who has answered. Thread-safe. */
final class ApplicationSpending {
  private final Set<String> deployments = new LinkedHashSet<>();
  private Amount sum = new Amount(Usage.NONE, 0);
  private int answers;

  /** Tokens and money. */
  record Amount(Usage usage, long nanoDollars) {}

  synchronized void add(ModelAnswer answer) {
    answers++;
    if (!answer.deployment().isEmpty()) {
      deployments.add(answer.deployment());
    }
    add(new Amount(answer.usage(), answer.nanoDollars()));
  }

  synchronized void add(Amount amount) {
    sum = new Amount(sum.usage.plus(amount.usage), sum.nanoDollars + amount.nanoDollars);
  }

  /** Whether a model has answered. */
  synchronized boolean isAnswered() {
    return answers > 0;
  }

  synchronized Usage usage() {
    return sum.usage;
  }

  /** {@code {prompt_tokens, ..., calls, cost_usd, answered_by}}. */
  synchronized ObjectNode json() {
    var json = OpenAiUsage.json(sum.usage);
    json.put("calls", answers);
    json.put("cost_usd", new Cost.Known(sum.nanoDollars).dollars());
    var by = json.putArray("answered_by");
    deployments.forEach(by::add);
    return json;
  }
}
