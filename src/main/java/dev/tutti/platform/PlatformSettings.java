package dev.tutti.platform;

import dev.tutti.wire.PoolSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * Settings of the machine room; all of them need a restart.
 *
 * @param data the folder that keeps all state
 * @param pool the connections to upstreams
 * @param egressAllowed hosts that may be connected to although the egress guard refuses them
 * @param bodyMemory bytes that bodies may hold at once, more than 0
 */
public record PlatformSettings(
    Path data, PoolSettings pool, List<String> egressAllowed, long bodyMemory) {}
