package dev.tutti.platform;

import dev.tutti.config.SettingsSection;
import dev.tutti.telemetry.TelemetrySettings;
import dev.tutti.telemetry.log.LogSettings;
import dev.tutti.wire.PoolSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Settings of the machine room; all of them need a restart.
 *
 * @param data the folder that keeps all state
 * @param pool the connections to upstreams
 * @param egressAllowed hosts that may be connected to although the egress guard refuses them
 * @param bodyMemory bytes that bodies may hold at once, more than 0
 * @param telemetry what is sent to OpenTelemetry
 * @param log form and levels of the log at the start
 */
public record PlatformSettings(
    Path data,
    PoolSettings pool,
    List<String> egressAllowed,
    long bodyMemory,
    TelemetrySettings telemetry,
    LogSettings log) {

  /** The folder that keeps all state. */
  public static final SettingsSection<Path> DATA =
      SettingsSection.<Path>live(root -> Path.of(root.string("data").or("data")))
          .withFixed("data", Function.identity());

  /** Hosts that may be connected to although the egress guard refuses them. */
  public static final SettingsSection<List<String>> EGRESS =
      SettingsSection.fixed("egress", section -> section.strings("allow").or(List.of()));
}
