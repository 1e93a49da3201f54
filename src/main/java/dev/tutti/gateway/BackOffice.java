package dev.tutti.gateway;

import dev.tutti.ledger.Alerts;
import dev.tutti.ledger.Ledger;
import dev.tutti.resilience.Breakers;
import dev.tutti.routing.Health;
import dev.tutti.routing.ModelTests;
import dev.tutti.security.Keys;
import dev.tutti.wire.HttpPools;

/** What the doors for administrators open on. */
public record BackOffice(
    Keys keys, HttpPools pools, Ledger ledger, Breakers breakers, Watch watch) {

  /** How failures are noticed, and who is told. */
  public record Watch(Health health, ModelTests tests, Alerts alerts) {}
}
