package dev.tutti.gateway;

import dev.tutti.ledger.Ledger;
import dev.tutti.resilience.Breakers;
import dev.tutti.resilience.CallLimits;
import dev.tutti.security.Audit;
import dev.tutti.security.Keys;
import dev.tutti.wire.HttpPools;

/** What the doors for administrators open on. */
public record BackOffice(
    Keys keys,
    HttpPools pools,
    Ledger ledger,
    Breakers breakers,
    Audit audit,
    Reconfiguration reconfiguration,
    CallLimits limits) {}
