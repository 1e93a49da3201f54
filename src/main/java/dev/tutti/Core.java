package dev.tutti;

import dev.tutti.alert.AlertType;
import dev.tutti.alert.Alerts;
import dev.tutti.cache.AnswerCache;
import dev.tutti.call.Answer;
import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.Guard;
import dev.tutti.call.LiveCalls;
import dev.tutti.call.RequestIds;
import dev.tutti.change.Changes;
import dev.tutti.chat.ChatRequest;
import dev.tutti.gateway.admin.BackOffice;
import dev.tutti.gateway.admin.Reconfiguration;
import dev.tutti.gateway.chat.Services;
import dev.tutti.http.Gateway;
import dev.tutti.http.ServerResources;
import dev.tutti.http.ServerSettings;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerMeters;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.provider.ConcurrencySettings;
import dev.tutti.provider.Providers;
import dev.tutti.resilience.ResilienceMeters;
import dev.tutti.resilience.breaker.Breakers;
import dev.tutti.resilience.budget.BudgetSettings;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.resilience.concurrency.AdaptiveConcurrency;
import dev.tutti.resilience.limit.CallLimits;
import dev.tutti.resilience.limit.LimitSettings;
import dev.tutti.resilience.limit.LocalRateLimiter;
import dev.tutti.resilience.limit.ProviderLimits;
import dev.tutti.resilience.retry.Backoff;
import dev.tutti.resilience.retry.RetryBudget;
import dev.tutti.responses.Archive;
import dev.tutti.routing.Directory;
import dev.tutti.routing.ModelSettings;
import dev.tutti.routing.RoutingContext;
import dev.tutti.routing.balance.Gate;
import dev.tutti.routing.balance.GroupContext;
import dev.tutti.routing.balance.Traffic;
import dev.tutti.routing.degrade.Degradations;
import dev.tutti.routing.degrade.StaleAnswers;
import dev.tutti.routing.health.Health;
import dev.tutti.routing.health.ModelTests;
import dev.tutti.routing.retry.Retries;
import dev.tutti.routing.reuse.Caching;
import dev.tutti.routing.reuse.SharedCalls;
import dev.tutti.routing.scale.DeploymentCapacity;
import dev.tutti.routing.scale.Scaling;
import dev.tutti.routing.structured.StructuredOutput;
import dev.tutti.security.Audit;
import dev.tutti.security.Keys;
import dev.tutti.skill.SkillService;
import dev.tutti.skill.api.SkillListener;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillResult;
import dev.tutti.store.Store;
import dev.tutti.store.StoreMeters;
import dev.tutti.store.StoreSettings;
import dev.tutti.telemetry.AttemptMeters;
import dev.tutti.telemetry.RefusalLog;
import dev.tutti.telemetry.Telemetry;
import dev.tutti.wire.EgressGuard;
import dev.tutti.wire.HttpPools;
import dev.tutti.wire.Loops;
import dev.tutti.wire.Webhooks;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Everything that answers calls, without a door. Thread-safe. */
final class Core implements AutoCloseable {
  /** How often what was kept for long enough is looked for. */
  private static final Duration CLEANING = Duration.ofMinutes(10);

  /** How often versions on trial are compared with those before them. */
  private static final Duration GUARDING = Duration.ofSeconds(5);

  private static final Duration TIDY = Duration.ofMinutes(1);

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
  private final Audit audit;
  private final Changes changes;
  private final Archive archive;
  private final Generations live;
  private final CallLimits callLimits;
  private final ProviderLimits providerLimits;
  private final Budgets budgets;
  private final Health health;
  private final Alerts alerts;
  private final List<Gate> gates;
  private final AdaptiveConcurrency adaptive;
  private final Scaling scaling;
  private final AnswerCache cache;
  private final SkillService skills;
  private final Store store;

  private Core(Configuration configuration) {
    try {
      var settings = configuration.read();
      server = settings.server();
      store = closer.add(Store.open(StoreSettings.in(settings.data())));
      keys = closer.add(Keys.open(store, clock, random));
      ledger = closer.add(Ledger.open(store, this::prices, clock, LedgerSettings.defaults()));
      telemetry = closer.add(new Telemetry());
      new StoreMeters(store).bindTo(telemetry.registry());
      cache = AnswerCache.over(store, settings.caching().bounds(), clock, telemetry.registry());
      new LedgerMeters(ledger).bindTo(telemetry.registry());
      loops = EventLoops.start(closer, Gateway.transport(server, telemetry.registry()));
      pools = closer.add(pools(settings));
      breakers = new Breakers(settings.resilience().breaker(), System::nanoTime);
      traffic = new Traffic(System::nanoTime);
      breakers.listen(traffic.slowStart());
      audit = new Audit(store);
      changes = Changes.open(store, clock);
      archive = new Archive(store, clock, random, () -> settings().responses());
      var limiter = new LocalRateLimiter(System::nanoTime, LocalRateLimiter.MOST);
      callLimits = new CallLimits(limiter, this::limits, telemetry.registry());
      providerLimits = new ProviderLimits(limiter, this::limits, telemetry.registry());
      health = new Health(loops.next(), clock, random);
      alerts = Alerts.over(new Webhooks(pools, clock), loops.next(), clock, random);
      alert();
      gates = gates();
      adaptive = adaptive();
      scaling = scaling();
      budgets = closer.add(Budgets.open(store, clock, this::budgetSettings, this::nearlySpent));
      var parts =
          new Generation.Parts(providers(), routing(settings), callLimits, budgets, this::prices);
      live = closer.add(new Generations(configuration, changes, parts));
      skills = closer.add(SkillService.open(skillParts(store)));
      live.tell(this::entered); // now that everything is there: probes begin
      tidy();
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

  private HttpPools pools(Settings settings) {
    var egress = EgressGuard.configured(settings.egressAllowed());
    var memory = BodyMemory.of(server.bodyMemory());
    return new HttpPools(loops, settings.pool(), egress, memory, telemetry.registry(), clock);
  }

  private AdaptiveConcurrency adaptive() {
    return new AdaptiveConcurrency(
        target -> settings().adaptive().of(target), telemetry.registry(), System::nanoTime);
  }

  private Scaling scaling() {
    var capacity =
        new DeploymentCapacity(
            adaptive,
            provider -> concurrency(provider, "").maxInFlight(),
            target -> concurrency(target.provider(), target.model()).maxInFlight());
    return new Scaling(traffic, gates, capacity, telemetry.registry());
  }

  private ConcurrencySettings concurrency(String provider, String model) {
    var configured = settings().providers().get(provider);
    return configured == null
        ? ConcurrencySettings.DEFAULT
        : configured.models().getOrDefault(model, configured.concurrency());
  }

  private Scaling.Aliases aliases() {
    return new Scaling.Aliases(
        settings().models().values().stream().map(ModelSettings::scaled).toList(),
        settings().providers().keySet());
  }

  /** What operators are told of. */
  private void alert() {
    breakers.listen(
        (target, before, now, why) -> {
          if (before.equals("closed")) {
            alerts.raise(AlertType.BREAKER_OPENED, target, why);
          } else if (now.equals("closed")) {
            alerts.raise(AlertType.BREAKER_CLOSED, target, why);
          }
        });
    alerts.watch(store);
    health.listen(
        (target, healthy, why) ->
            alerts.raise(
                healthy ? AlertType.DEPLOYMENT_HEALTHY : AlertType.DEPLOYMENT_UNHEALTHY,
                target,
                why));
  }

  /** What all models share. */
  private RoutingContext routing(Settings settings) {
    var budget = new RetryBudget(settings.resilience().budget(), System::nanoTime);
    ResilienceMeters.register(telemetry.registry(), breakers, budget);
    RandomGenerator draws = () -> ThreadLocalRandom.current().nextLong(); // no lock between loops
    var groups =
        new GroupContext(
            breakers,
            gates,
            traffic,
            target -> prices().perMillion(target),
            providerLimits::shareLeft,
            draws);
    return new RoutingContext(
        groups,
        scaling,
        new Retries(budget, new Backoff(draws)),
        new SharedCalls(telemetry.registry()),
        new Degradations(StaleAnswers.of(cache), ledger, telemetry.registry()),
        new StructuredOutput(telemetry.registry()),
        new Caching(cache, ledger, this::prices));
  }

  private void entered(Generation now) {
    health.watch(now.directory().health(now.settings().models().values()));
    alerts.follow(now.settings().watching().alerts());
  }

  /** What keeps calls away from a deployment. */
  private List<Gate> gates() {
    Gate drained = changes::against;
    return List.of(
        Gate.open(breakers),
        Gate.resting(breakers),
        Gate.of(providerLimits),
        health,
        drained.always());
  }

  private Providers providers() {
    List<Guard> observers =
        List.of(
            budgets,
            ledger,
            new AttemptMeters(telemetry.registry()),
            new RefusalLog(System::nanoTime),
            traffic);
    List<Guard> refusing = List.of(providerLimits, breakers); // what did not leave has not failed
    var guards = new AttemptGuards(observers, refusing, adaptive, health);
    return new Providers(pools, guards::of, clock, ids);
  }

  /** The settings of this moment. */
  Settings settings() {
    return live.current().settings();
  }

  /** The model directory of this moment. */
  Directory directory() {
    return skills.over(live.current().directory());
  }

  /** The skills. */
  SkillService skills() {
    return skills;
  }

  private SkillService.Parts skillParts(Store store) {
    return new SkillService.Parts(
        () -> settings().skills(),
        () -> live.current().directory(),
        new LiveCalls(),
        pools,
        store,
        settings().data(),
        random,
        clock,
        telemetry.registry(),
        this::prices,
        alerts::raise);
  }

  private void nearlySpent(String account, String why) {
    alerts.raise(AlertType.BUDGET_NEARLY_SPENT, account, why);
  }

  private BudgetSettings budgetSettings() {
    return settings().budgets();
  }

  private LimitSettings limits() {
    return settings().limits();
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

  /** Executes a skill for this program itself; blocks. */
  SkillResult execute(SkillRequest request, String user, String session, SkillListener listener) {
    var caller = Caller.ANONYMOUS.forUser(user).inSession(session);
    var call = new Call(ids.next(), caller, loops.next(), server.deadline());
    calls.add(call);
    try {
      return skills.engine().execute(request, call, listener);
    } finally {
      calls.remove(call);
    }
  }

  /**
   * Lets nobody ask any more, and waits for what {@link #ask} has begun; after {@code server.drain}
   * what is left is cancelled.
   */
  void drain() {
    calls.drain(server.drain());
  }

  ServerResources resources() {
    return new ServerResources(loops, keys::authenticate, ids, pools.memory());
  }

  Services services() {
    return new Services(this::directory, telemetry, this::prices, clock);
  }

  /** What callers leave with us between two calls. */
  Archive archive() {
    return archive;
  }

  /** Begins what is done from time to time: scaling, and forgetting what was kept for long. */
  private void tidy() {
    closer.add(scaling.start(loops.next(), this::aliases));
    closer.add(loops.every(TIDY, cache::tidy)::run);
    closer.add(loops.every(CLEANING, this::clean)::run);
    closer.add(loops.every(GUARDING, skills::watch)::run);
  }

  /** Fails never: what goes wrong is logged. */
  private void clean() {
    var _ = archive.clean();
    var _ = skills.artifacts().clean();
  }

  private BackOffice.Capacity capacity() {
    return new BackOffice.Capacity(() -> scaling.status(aliases().models()), adaptive::all);
  }

  BackOffice office() {
    var changed = new Reconfiguration(changes, live::inForce, traffic::inFlight);
    var watch = new BackOffice.Watch(health, breakers, new ModelTests(breakers, random), alerts);
    return new BackOffice(
        keys, pools, ledger, watch, audit, changed, callLimits, budgets, capacity(), cache);
  }

  @Override
  public void close() {
    closer.close();
  }
}
