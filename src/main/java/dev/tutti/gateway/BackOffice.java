package dev.tutti.gateway;

import dev.tutti.ledger.Ledger;
import dev.tutti.resilience.AdaptiveConcurrency;
import dev.tutti.resilience.Breakers;
import dev.tutti.routing.Scaling;
import dev.tutti.security.Keys;
import dev.tutti.wire.HttpPools;
import java.util.List;
import java.util.function.Supplier;

/** What the doors for administrators open on. */
public record BackOffice(
    Keys keys, HttpPools pools, Ledger ledger, Breakers breakers, Capacity capacity) {

  /** How many calls at once the deployments take, at this moment. */
  public record Capacity(
      Supplier<List<Scaling.Status>> models, Supplier<List<AdaptiveConcurrency.Status>> limits) {}
}
