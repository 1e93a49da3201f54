package dev.tutti.gateway;

import dev.tutti.ledger.Ledger;
import dev.tutti.resilience.Breakers;
import dev.tutti.security.Keys;
import dev.tutti.wire.HttpPools;

/**
 * What the doors for administrators open on.
 *
 * @param keys the virtual keys
 * @param pools the connections to upstreams
 * @param ledger what was used
 * @param breakers which deployments may be asked
 */
public record BackOffice(Keys keys, HttpPools pools, Ledger ledger, Breakers breakers) {}
