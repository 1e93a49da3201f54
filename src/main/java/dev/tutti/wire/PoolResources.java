package dev.tutti.wire;

import dev.tutti.call.BodyMemory;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpClient;
import java.time.InstantSource;

/** Resources that all pools share. */
record PoolResources(
    HttpClient client,
    PoolSettings settings,
    UpstreamConnections connections,
    EgressGuard egress,
    Lookups lookups,
    BodyMemory memory,
    MeterRegistry meters,
    InstantSource clock) {}
