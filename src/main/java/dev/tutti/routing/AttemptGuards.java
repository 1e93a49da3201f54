package dev.tutti.routing;

import dev.tutti.call.Guard;
import dev.tutti.provider.ConcurrencySettings;
import dev.tutti.provider.ProviderSettings;
import dev.tutti.resilience.concurrency.AdaptiveConcurrency;
import dev.tutti.resilience.concurrency.InFlight;
import dev.tutti.resilience.concurrency.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Guards of every attempt at a provider, in their order: those that only watch, those that refuse
 * at once, those that may wait, and the probes, since who gets that far reaches the upstream.
 *
 * @param places guards of calls at once that were made last, by provider or deployment
 */
record AttemptGuards(
    List<Guard> observers,
    List<Guard> refusing,
    AdaptiveConcurrency adaptive,
    Guard health,
    Map<String, InFlight> places) {

  /** The guards of one provider, in the order in which they are asked. */
  List<Guard> of(ProviderSettings provider) {
    var guards = new ArrayList<>(observers);
    guards.addAll(refusing);
    guards.add(adaptive.waiting(provider.concurrency().queueTimeout()));
    provider
        .models()
        .forEach(
            (model, most) ->
                concurrency(provider.name() + '/' + model, most)
                    .forEach(guard -> guards.add(guard.ofModel(model))));
    guards.addAll(concurrency(provider.name(), provider.concurrency()));
    guards.add(health);
    return guards;
  }

  private List<Guard> concurrency(String name, ConcurrencySettings most) {
    var guards = new ArrayList<Guard>();
    var inFlight = new InFlight(name, most.maxInFlight(), most.queueTimeout());
    places.put(name, inFlight);
    guards.add(inFlight);
    if (most.minInterval().isPositive()) {
      guards.add(new Pace(name, most.minInterval()));
    }
    return guards;
  }
}
