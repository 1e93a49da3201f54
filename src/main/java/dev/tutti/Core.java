package dev.tutti;

import dev.tutti.call.Answer;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.Guard;
import dev.tutti.call.LiveCalls;
import dev.tutti.call.RequestIds;
import dev.tutti.chat.ChatRequest;
import dev.tutti.config.Live;
import dev.tutti.config.Reload;
import dev.tutti.gateway.BackOffice;
import dev.tutti.gateway.ServerSettings;
import dev.tutti.gateway.Services;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerMeters;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.provider.ProviderSettings;
import dev.tutti.provider.Providers;
import dev.tutti.resilience.Backoff;
import dev.tutti.resilience.Breakers;
import dev.tutti.resilience.InFlight;
import dev.tutti.resilience.Pace;
import dev.tutti.resilience.ResilienceMeters;
import dev.tutti.resilience.RetryBudget;
import dev.tutti.routing.Directory;
import dev.tutti.routing.Gate;
import dev.tutti.routing.RoutingContext;
import dev.tutti.routing.Traffic;
import dev.tutti.security.Keys;
import dev.tutti.store.Store;
import dev.tutti.store.StoreMeters;
import dev.tutti.store.StoreSettings;
import dev.tutti.telemetry.AttemptMeters;
import dev.tutti.telemetry.Telemetry;
import dev.tutti.wire.EgressGuard;
import dev.tutti.wire.HttpPools;
import dev.tutti.wire.Loops;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that answers calls, without a door. Thread-safe. */
final class Core implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Core.class);

  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final RequestIds ids = new RequestIds(random);
  private final Closer closer = new Closer();
  private final LiveCalls calls = new LiveCalls();
  private final ServerSettings server;
  private final Telemetry telemetry;
  private final Loops loops;
  private final HttpPools pools;
  private final Keys keys;
  private final Ledger ledger;
  private final Breakers breakers;
  private final Traffic traffic;
  private final Live<Generation> live;

  private Core(Configuration configuration) {
    try {
      var settings = configuration.read();
      server = settings.server();
      var store = closer.add(Store.open(StoreSettings.in(settings.data())));
      keys = closer.add(Keys.open(store, clock, random));
      ledger = closer.add(Ledger.open(store, this::prices, clock, LedgerSettings.defaults()));
      telemetry = closer.add(new Telemetry());
      new StoreMeters(store).bindTo(telemetry.registry());
      new LedgerMeters(ledger).bindTo(telemetry.registry());
      loops = EventLoops.start(closer);
      pools =
          closer.add(
              new HttpPools(
                  loops,
                  settings.pool(),
                  EgressGuard.configured(settings.egressAllowed()),
                  telemetry.registry(),
                  clock));
      breakers = new Breakers(settings.resilience().breaker(), System::nanoTime);
      traffic = new Traffic(System::nanoTime);
      live = closer.add(generations(configuration, routing(settings)));
    } catch (Throwable e) {
      closer.close();
      throw e;
    }
  }

  /**
   * Reads, opens and starts.
   *
   * @throws RuntimeException saying what could not be; then nothing stays open
   */
  static Core open(Configuration configuration) {
    return new Core(configuration);
  }

  /** What all models share. */
  private RoutingContext routing(Settings settings) {
    var budget = new RetryBudget(settings.resilience().budget(), System::nanoTime);
    ResilienceMeters.register(telemetry.registry(), breakers, budget);
    return new RoutingContext(
        breakers,
        List.of(Gate.open(breakers), Gate.resting(breakers)),
        traffic,
        new RoutingContext.Retries(budget, new Backoff(random)),
        target -> prices().perMillion(target),
        _ -> 1,
        random);
  }

  private Live<Generation> generations(Configuration configuration, RoutingContext routing) {
    var attempts = new AttemptMeters(telemetry.registry());
    var factory = new Providers(pools, provider -> guards(provider, attempts), clock, ids);
    var before = new AtomicReference<@Nullable Generation>();
    return configuration.live(
        () -> {
          var next = Generation.of(configuration.read(), before.get(), factory, routing);
          before.set(next);
          return next;
        },
        this::report);
  }

  /** What is asked before every attempt at a provider, in this order. */
  private List<Guard> guards(ProviderSettings provider, AttemptMeters attempts) {
    var guards = new ArrayList<Guard>();
    guards.add(ledger);
    guards.add(attempts);
    guards.add(traffic);
    guards.add(breakers);
    guards.add(new InFlight(provider.name(), provider.maxInFlight(), provider.queueTimeout()));
    if (provider.minInterval().isPositive()) {
      guards.add(new Pace(provider.name(), provider.minInterval()));
    }
    return guards;
  }

  private void report(Reload<Generation> reload) {
    switch (reload) {
      case Reload.Applied<Generation> applied -> {
        log.info("The new configuration is in force");
        if (!applied.before().settings().sameListening(applied.now().settings())) {
          log.warn(
              "server, data, pool, egress, breaker and retry_budget change with the next start only");
        }
      }
      case Reload.Refused<Generation> refused ->
          log.error(
              "The new configuration cannot be used, the old one stays:\n{}",
              refused.why().getMessage());
    }
  }

  /** The settings of this moment. */
  Settings settings() {
    return live.current().settings();
  }

  /** The model directory of this moment. */
  Directory directory() {
    return live.current().directory();
  }

  private Prices prices() {
    return live.current().prices();
  }

  Keys keys() {
    return keys;
  }

  /** Asks for this program itself, on the next loop. */
  Answer ask(ChatRequest request) {
    var call = new Call(ids.next(), Caller.ANONYMOUS, loops.next(), server.deadline());
    return Answer.open(
        (asked, by) -> directory().model(asked.model()).open(asked, by), request, call, calls);
  }

  /**
   * Lets nobody ask any more, and waits for what {@link #ask} has begun; after {@code server.drain}
   * what is left is cancelled.
   */
  void drain() {
    calls.drain(server.drain());
  }

  Services services() {
    return new Services(
        loops, keys::authenticate, this::directory, telemetry, ids, this::prices, clock);
  }

  BackOffice office() {
    return new BackOffice(keys, pools, ledger, breakers);
  }

  @Override
  public void close() {
    closer.close();
  }
}
