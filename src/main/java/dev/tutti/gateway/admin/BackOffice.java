package dev.tutti.gateway.admin;

import dev.tutti.alert.Alerts;
import dev.tutti.cache.AnswerCache;
import dev.tutti.ledger.Ledger;
import dev.tutti.resilience.breaker.Breakers;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.resilience.concurrency.AdaptiveConcurrency;
import dev.tutti.resilience.limit.CallLimits;
import dev.tutti.routing.health.Health;
import dev.tutti.routing.health.ModelProbe;
import dev.tutti.routing.scale.Autoscaler;
import dev.tutti.security.Audit;
import dev.tutti.security.Keys;
import dev.tutti.wire.HttpPools;
import java.util.List;
import java.util.function.Supplier;

/** What the endpoints for administrators open on. */
public record BackOffice(
    Keys keys,
    HttpPools pools,
    Ledger ledger,
    Watch watch,
    Audit audit,
    Reconfiguration reconfiguration,
    CallLimits limits,
    Budgets budgets,
    Capacity capacity,
    AnswerCache cache) {

  /** How failures are noticed, and who is told. */
  public record Watch(Health health, Breakers breakers, ModelProbe probe, Alerts alerts) {}

  /** How many calls at once the deployments take, at this moment. */
  public record Capacity(
      Supplier<List<Autoscaler.Status>> models,
      Supplier<List<AdaptiveConcurrency.Status>> limits) {}
}
