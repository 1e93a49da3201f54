package dev.tutti.provider;

import dev.tutti.call.Guard;
import dev.tutti.wire.HttpPools;
import dev.tutti.wire.Origin;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Makes providers from their settings. Thread-safe. */
public final class Providers {
  private final HttpPools pools;
  private final Function<ProviderSettings, List<Guard>> guards;
  private final InstantSource clock;
  private final Presets presets = Presets.load();

  /**
   * @param guards what is asked before every attempt at a provider, made once for each
   */
  public Providers(
      HttpPools pools, Function<ProviderSettings, List<Guard>> guards, InstantSource clock) {
    this.pools = pools;
    this.guards = guards;
    this.clock = clock;
  }

  /** A provider as it is configured. */
  public Provider provider(ProviderSettings settings) {
    var asked = guards.apply(settings);
    return settings.preset().equals(ProviderSettings.SIMULATED)
        ? new Provider(settings, Simulation.models(), asked, simulated())
        : new Provider(settings, List.of(), asked, upstream(settings));
  }

  /** From now on keeps connections to these providers warm, and to no others. */
  public void keepWarm(Collection<Provider> inUse) {
    pools.keepWarm(inUse.stream().flatMap(Provider::pool).distinct().toList());
  }

  private static Backend simulated() {
    return new SimulatedBackend(Simulation.provider(SimulationSettings.builtIn()));
  }

  private Backend upstream(ProviderSettings settings) {
    var endpoint = presets.connect(settings.preset(), settings.access(clock));
    var address = URI.create(endpoint.address());
    var path = address.getRawPath() == null ? "" : address.getRawPath();
    return new HttpBackend(
        pools.pool(Origin.of(address), settings.tls()),
        path,
        endpoint.adapter(),
        settings.timeouts());
  }
}
