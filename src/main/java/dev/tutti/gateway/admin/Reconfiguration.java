package dev.tutti.gateway.admin;

import dev.tutti.call.DeploymentId;
import dev.tutti.change.Changes;
import dev.tutti.change.CurrentConfiguration;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * What the endpoints for changes at run time open on.
 *
 * @param inForce the configuration of this moment
 * @param inFlight the attempts at a deployment that have not ended
 */
public record Reconfiguration(
    Changes changes,
    Supplier<CurrentConfiguration> inForce,
    ToIntFunction<DeploymentId> inFlight) {}
