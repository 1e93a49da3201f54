package dev.tutti.routing;

import dev.tutti.alert.AlertType;
import dev.tutti.alert.Alerts;
import dev.tutti.cache.AnswerCache;
import dev.tutti.cache.CacheBounds;
import dev.tutti.call.Guard;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.Prices;
import dev.tutti.platform.Platform;
import dev.tutti.provider.ConcurrencySettings;
import dev.tutti.provider.Provider;
import dev.tutti.provider.Providers;
import dev.tutti.recording.BodyRecorder;
import dev.tutti.resilience.ResilienceMeters;
import dev.tutti.resilience.breaker.BreakerSettings;
import dev.tutti.resilience.breaker.Breakers;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.resilience.concurrency.AdaptiveConcurrency;
import dev.tutti.resilience.concurrency.InFlight;
import dev.tutti.resilience.limit.CallLimits;
import dev.tutti.resilience.limit.LocalRateLimiter;
import dev.tutti.resilience.limit.ProviderLimits;
import dev.tutti.resilience.retry.Backoff;
import dev.tutti.resilience.retry.RetryBudget;
import dev.tutti.routing.balance.Availability;
import dev.tutti.routing.balance.GroupContext;
import dev.tutti.routing.balance.Traffic;
import dev.tutti.routing.degrade.Degradations;
import dev.tutti.routing.degrade.StaleAnswers;
import dev.tutti.routing.health.Health;
import dev.tutti.routing.limit.AdmissionControl;
import dev.tutti.routing.retry.Retries;
import dev.tutti.routing.reuse.CacheContext;
import dev.tutti.routing.reuse.SharedCalls;
import dev.tutti.routing.scale.Autoscaler;
import dev.tutti.routing.scale.DeploymentCapacity;
import dev.tutti.routing.structured.StructuredOutput;
import dev.tutti.telemetry.AttemptMeters;
import dev.tutti.telemetry.RefusalLog;
import dev.tutti.token.learned.TokenLearning;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Everything between a model's name and its providers that outlives a reload: what is known of
 * deployments, what keeps calls away from them, what limits callers, and the answers that may be
 * given again. Thread-safe.
 */
public final class ModelStack {
  private static final Duration TIDY = Duration.ofMinutes(1);

  private final Platform platform;
  private final Supplier<ModelRules> rules;
  private final Ledger ledger;
  private final Alerts alerts;
  private final Breakers breakers;
  private final Traffic traffic = new Traffic(System::nanoTime);
  private final CallLimits limits;
  private final ProviderLimits providerLimits;
  private final Budgets budgets;
  private final TokenLearning tokens;
  private final Health health;
  private final List<Availability> availabilities;
  private final AdaptiveConcurrency adaptive;
  private final Autoscaler autoscaler;
  private final AnswerCache cache;
  private final BodyRecorder bodies;
  private final RoutingContext context;
  private final Map<String, InFlight> places = new ConcurrentHashMap<>();
  private final List<Guard> observers = new CopyOnWriteArrayList<>();
  private final Providers providers;

  /**
   * Settings that only a new start changes.
   *
   * @param retries how many attempts after failures all calls have together
   */
  public record Start(BreakerSettings breaker, RetryBudget.Settings retries, CacheBounds cache) {}

  /**
   * Opens it on a platform, which closes it.
   *
   * @param ledger the record of all attempts
   * @param alerts who is told of breakers, probes and budgets
   * @param drained keeps calls away from deployments that operators have taken out
   * @param rules those of the moment; asked only after the configuration is in force
   */
  public static ModelStack open(
      Platform platform,
      Start start,
      Ledger ledger,
      Alerts alerts,
      Availability drained,
      Supplier<ModelRules> rules) {
    var stack = new ModelStack(platform, start, ledger, alerts, drained, rules);
    stack.alert();
    platform.add(stack.autoscaler.start(platform.loops().next(), stack::scaled));
    platform.every(TIDY, stack.cache::tidy);
    platform.every(TIDY, stack.bodies::tidy);
    platform.every(TIDY, stack.tokens::save);
    return stack;
  }

  private ModelStack(
      Platform platform,
      Start start,
      Ledger ledger,
      Alerts alerts,
      Availability drained,
      Supplier<ModelRules> rules) {
    var registry = platform.registry();
    var limiter = new LocalRateLimiter(System::nanoTime, LocalRateLimiter.MOST);
    this.platform = platform;
    this.rules = rules;
    this.ledger = ledger;
    this.alerts = alerts;
    breakers = new Breakers(start.breaker, System::nanoTime);
    breakers.listen(traffic.slowStart());
    tokens = platform.addLast(TokenLearning.open(platform.store(), platform.clock()));
    limits = new CallLimits(limiter, () -> rules.get().limits(), registry, tokens::forecast);
    providerLimits =
        new ProviderLimits(limiter, () -> rules.get().limits(), registry, tokens::forecast);
    health = new Health(platform.loops().next(), platform.clock(), platform.random());
    availabilities =
        List.of(
            Availability.open(breakers),
            Availability.resting(breakers),
            Availability.of(providerLimits),
            health,
            drained.always());
    adaptive =
        new AdaptiveConcurrency(
            target -> rules.get().adaptive().of(target), registry, System::nanoTime);
    autoscaler = new Autoscaler(traffic, availabilities, capacity(), registry);
    budgets = platform.add(openBudgets());
    cache = AnswerCache.over(platform.store(), start.cache, platform.clock(), registry);
    bodies = recorder();
    context = context(new RetryBudget(start.retries, System::nanoTime));
    providers = new Providers(platform.pools(), guards()::of, platform.clock(), platform.ids());
  }

  private Budgets openBudgets() {
    return Budgets.open(
        platform.store(),
        platform.clock(),
        () -> rules.get().budgets(),
        (account, why) -> alerts.raise(AlertType.BUDGET_NEARLY_SPENT, account, why));
  }

  private BodyRecorder recorder() {
    return new BodyRecorder(
        platform.store(),
        platform.clock(),
        () -> rules.get().bodies(),
        ThreadLocalRandom::current,
        platform.registry());
  }

  private DeploymentCapacity capacity() {
    return new DeploymentCapacity(
        adaptive,
        provider -> concurrency(provider, "").maxInFlight(),
        target -> concurrency(target.provider(), target.model()).maxInFlight());
  }

  private ConcurrencySettings concurrency(String provider, String model) {
    var configured = rules.get().providers().get(provider);
    return configured == null
        ? ConcurrencySettings.DEFAULT
        : configured.models().getOrDefault(model, configured.concurrency());
  }

  private RoutingContext context(RetryBudget budget) {
    var registry = platform.registry();
    ResilienceMeters.register(registry, breakers, budget);
    RandomGenerator draws = () -> ThreadLocalRandom.current().nextLong(); // no lock between loops
    var groups =
        new GroupContext(
            breakers,
            availabilities,
            traffic,
            target -> prices().perMillion(target),
            providerLimits::shareLeft,
            draws);
    return new RoutingContext(
        groups,
        autoscaler,
        new Retries(budget, new Backoff(draws)),
        new SharedCalls(registry),
        new Degradations(StaleAnswers.of(cache), ledger, registry),
        new StructuredOutput(registry),
        new CacheContext(cache, ledger, this::prices),
        model -> bodies.around(new CountingModel(model, tokens)));
  }

  private AttemptGuards guards() {
    observers.addAll(
        List.of(
            budgets,
            ledger,
            new AttemptMeters(platform.registry()),
            new RefusalLog(System::nanoTime),
            tokens,
            traffic));
    List<Guard> refusing = List.of(providerLimits, breakers); // what did not leave has not failed
    return new AttemptGuards(observers, refusing, adaptive, health, places);
  }

  /** Adds a guard that only watches attempts, those of providers that are made from now on. */
  public void watch(Guard observer) {
    observers.add(observer);
  }

  private void alert() {
    breakers.listen(
        (target, before, now, why) -> {
          if (before.equals("closed")) {
            alerts.raise(AlertType.BREAKER_OPENED, target, why);
          } else if (now.equals("closed")) {
            alerts.raise(AlertType.BREAKER_CLOSED, target, why);
          }
        });
    health.listen(
        (target, healthy, why) ->
            alerts.raise(
                healthy ? AlertType.DEPLOYMENT_HEALTHY : AlertType.DEPLOYMENT_UNHEALTHY,
                target,
                why));
  }

  /**
   * Lets all of it follow a configuration that has come into force: lists of models and warm
   * connections, deployments that begin slowly, and probes.
   *
   * @param inUse the providers
   * @param catalog the models made of them
   */
  public void follow(RoutingSettings settings, Collection<Provider> inUse, ModelCatalog catalog) {
    providers.use(inUse, settings.modelLists());
    traffic.slowStart().configured(settings.deployments());
    health.watch(catalog.health(settings.models().values()));
  }

  /** The prices of this moment. */
  Prices prices() {
    return rules.get().prices();
  }

  private Autoscaler.Aliases scaled() {
    var now = rules.get();
    return new Autoscaler.Aliases(
        now.models().values().stream().map(ModelSettings::scaled).toList(),
        now.providers().keySet());
  }

  /** What is asked and answered, where it may be kept. */
  public BodyRecorder bodies() {
    return bodies;
  }

  /** Breakers of all deployments. */
  public Breakers breakers() {
    return breakers;
  }

  /** Attempts in flight and latencies of all deployments. */
  public Traffic traffic() {
    return traffic;
  }

  /** Limits of users, keys and models. */
  public CallLimits limits() {
    return limits;
  }

  /** Estimates of tokens that learn from what upstreams report. */
  public TokenLearning tokens() {
    return tokens;
  }

  /** Money that is and may be spent. */
  public Budgets budgets() {
    return budgets;
  }

  /** Probes of deployments. */
  public Health health() {
    return health;
  }

  /** Calls at once that deployments take at this moment. */
  public AdaptiveConcurrency adaptive() {
    return adaptive;
  }

  /**
   * Calls at once at the providers in force, and at their models that have a limit of their own.
   */
  public Map<String, InFlight> places() {
    var inForce = rules.get().providers();
    var now = new TreeMap<>(places);
    now.keySet().removeIf(name -> !inForce.containsKey(provider(name)));
    return now;
  }

  private static String provider(String deployment) {
    int slash = deployment.indexOf('/');
    return slash < 0 ? deployment : deployment.substring(0, slash);
  }

  /** Every alias with its active deployments, at this moment. */
  public List<Autoscaler.Status> scale() {
    return autoscaler.status(scaled().models());
  }

  /** Answers that may be given again. */
  public AnswerCache cache() {
    return cache;
  }

  /** The maker of providers. */
  public Providers providers() {
    return providers;
  }

  /** What decides whether a call may be made. */
  AdmissionControl admission() {
    return new AdmissionControl(limits, budgets, this::prices);
  }

  /** The parts that all models share. */
  RoutingContext context() {
    return context;
  }
}
