package dev.tutti.provider;

import dev.tutti.call.Guard;
import dev.tutti.call.RequestIds;
import dev.tutti.provider.exchange.Backend;
import dev.tutti.provider.exchange.HttpBackend;
import dev.tutti.wire.HttpPools;
import dev.tutti.wire.Origin;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Factory of providers from their settings. Thread-safe. */
public final class Providers {
  private final HttpPools pools;
  private final Function<ProviderSettings, List<Guard>> guards;
  private final InstantSource clock;
  private final ModelLists lists;
  private final Presets presets = Presets.load();

  /**
   * @param ids names the questions for the models that a provider has
   * @param guards what is asked before every attempt at a provider, made once for each
   */
  public Providers(
      HttpPools pools,
      Function<ProviderSettings, List<Guard>> guards,
      InstantSource clock,
      RequestIds ids) {
    this.pools = pools;
    this.guards = guards;
    this.clock = clock;
    this.lists = new ModelLists(pools.loops(), ids);
  }

  /** A provider as it is configured. */
  public Provider provider(ProviderSettings settings) {
    var asked = guards.apply(settings);
    return settings.preset().equals(ProviderSettings.SIMULATED)
        ? new Provider(settings, Simulation.models(), asked, simulated())
        : new Provider(settings, List.of(), asked, upstream(settings));
  }

  /**
   * From now on keeps connections to these providers warm and their lists of models fresh, and to
   * no others.
   *
   * @param listEvery how often they are asked which models they have, zero for never
   */
  public void use(Collection<Provider> inUse, Duration listEvery) {
    lists.follow(inUse, listEvery);
    pools.keepWarm(inUse.stream().flatMap(Provider::pool).distinct().toList());
  }

  private static Backend simulated() {
    return new SimulatedBackend(Simulation.provider(SimulationSettings.builtIn()));
  }

  private Backend upstream(ProviderSettings settings) {
    var endpoint = presets.connect(settings.preset(), settings.access(clock));
    var address = URI.create(endpoint.address());
    var path = address.getRawPath() == null ? "" : address.getRawPath();
    var origin = Origin.of(address);
    return new HttpBackend(
        () -> pools.pool(origin, settings.tls()), path, endpoint.adapter(), settings.timeouts());
  }
}
