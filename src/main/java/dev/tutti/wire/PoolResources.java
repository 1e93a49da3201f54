package dev.tutti.wire;

import dev.tutti.call.BodyMemory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/** Resources that all pools share. */
record PoolResources(
    Loops loops,
    HttpClients clients,
    PoolSettings settings,
    EgressGuard egress,
    Lookups lookups,
    BodyMemory memory,
    MeterRegistry meters,
    InstantSource clock) {}
