package dev.tutti.wire;

import dev.tutti.call.BodyMemory;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpClient;
import java.time.InstantSource;
import java.util.Map;

/** Resources that all pools share. */
record PoolResources(
    Map<VertxLoop, HttpClient> clients,
    PoolSettings settings,
    UpstreamConnections connections,
    EgressGuard egress,
    Lookups lookups,
    BodyMemory memory,
    MeterRegistry meters,
    InstantSource clock) {}
