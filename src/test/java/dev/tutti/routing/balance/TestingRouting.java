package dev.tutti.routing.balance;

import dev.tutti.cache.AnswerCache;
import dev.tutti.cache.CacheBounds;
import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.ledger.Prices;
import dev.tutti.resilience.breaker.BreakerSettings;
import dev.tutti.resilience.breaker.Breakers;
import dev.tutti.resilience.retry.Backoff;
import dev.tutti.resilience.retry.RetryBudget;
import dev.tutti.resilience.retry.RetrySettings;
import dev.tutti.routing.RoutingContext;
import dev.tutti.routing.TestingBooks;
import dev.tutti.routing.TestingDeployment;
import dev.tutti.routing.degrade.Degradations;
import dev.tutti.routing.degrade.TestingStaleAnswers;
import dev.tutti.routing.retry.FallbackModel;
import dev.tutti.routing.retry.Fallbacks;
import dev.tutti.routing.retry.Retries;
import dev.tutti.routing.retry.RetryingModel;
import dev.tutti.routing.reuse.CacheContext;
import dev.tutti.routing.reuse.SharedCalls;
import dev.tutti.routing.scale.Autoscaler;
import dev.tutti.routing.structured.StructuredOutput;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Everything that routing needs, in virtual time. */
public final class TestingRouting {
  public static final RetrySettings THREE = RetrySettings.DEFAULT;
  private static final ChatRequest REQUEST =
      ChatRequest.parse(
          Operation.CHAT,
          "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
              .getBytes(StandardCharsets.UTF_8));

  public final TestingLoop loop = new TestingLoop();
  public final Breakers breakers = new Breakers(BreakerSettings.DEFAULT, loop::nanos);
  public final Traffic traffic = new Traffic(loop::nanos);
  final Map<DeploymentId, Double> prices = new ConcurrentHashMap<>();
  final Map<DeploymentId, Double> sharesLeft = new ConcurrentHashMap<>();
  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  public final TestingStaleAnswers stale = new TestingStaleAnswers();
  public final TestingBooks books = new TestingBooks();
  public final RoutingContext context;

  public TestingRouting() {
    this(new RetryBudget.Settings(10, 1_000));
  }

  public TestingRouting(RetryBudget.Settings budget) {
    var random = new Random(7);
    this.context =
        new RoutingContext(
            new GroupContext(
                breakers,
                List.of(Availability.open(breakers), Availability.resting(breakers)),
                traffic,
                target ->
                    prices.containsKey(target)
                        ? OptionalDouble.of(prices.get(target))
                        : OptionalDouble.empty(),
                target -> sharesLeft.getOrDefault(target, 1.0),
                random),
            new Autoscaler(
                traffic, List.of(), targets -> 10.0 * targets.size(), new SimpleMeterRegistry()),
            new Retries(new RetryBudget(budget, loop::nanos), new Backoff(random)),
            new SharedCalls(meters),
            new Degradations(stale, books, meters),
            new StructuredOutput(meters),
            new CacheContext(
                AnswerCache.inMemory(CacheBounds.USUAL, InstantSource.fixed(Instant.EPOCH), meters),
                books,
                Prices::shipped),
            UnaryOperator.identity());
    breakers.listen(traffic.slowStart());
  }

  public static ChatRequest request() {
    return REQUEST;
  }

  public TestingDeployment deployment(String provider) {
    return new TestingDeployment(new DeploymentId(provider, "m"), List.of(traffic, breakers));
  }

  /** A candidate of its own, for balancers. */
  Candidate candidate(String provider, int weight) {
    var deployment = deployment(provider);
    return new Candidate(deployment.target(), deployment, weight, context.groups());
  }

  /** As many candidates, each of weight 1. */
  List<Candidate> candidates(int count) {
    return IntStream.range(0, count).mapToObj(each -> candidate("p" + each, 1)).toList();
  }

  /** Begins an attempt, which stays in flight until it is settled. */
  Attempt begin(Candidate candidate) {
    var attempt = call().attempt(candidate.target());
    traffic.admit(REQUEST, call(), attempt);
    return attempt;
  }

  void begin(Candidate candidate, int times) {
    for (int i = 0; i < times; i++) {
      begin(candidate);
    }
  }

  /** An attempt whose first token comes after this time. */
  void answers(Candidate candidate, Duration firstToken) {
    var attempt = begin(candidate);
    loop.advance(firstToken);
    attempt.firstToken();
    attempt.settle(new Outcome.Completed(Usage.NONE));
  }

  static RoutingRequest routing() {
    return new RoutingRequest(REQUEST, Caller.ANONYMOUS);
  }

  static RoutingRequest question(String session) {
    return new RoutingRequest(REQUEST, Caller.ANONYMOUS.inSession(session));
  }

  public Group group(String balance, Duration slowStart, List<Candidate> members) {
    var choice = new Group.Choice(balance, Group.LastResort.FAIL_FAST, slowStart);
    return new Group("m", members, choice, context.groups());
  }

  public Group group(TestingDeployment... deployments) {
    var members =
        Arrays.stream(deployments)
            .map(each -> new Candidate(each.target(), each, 1, context.groups()))
            .toList();
    return new Group("m", members, Group.Choice.DEFAULT, context.groups());
  }

  public RetryingModel retrying(RetrySettings settings, TestingDeployment... deployments) {
    return new RetryingModel(group(deployments), settings, context.retries());
  }

  public FallbackModel route(TestingDeployment... deployments) {
    return route(Fallbacks.none(), deployments);
  }

  public FallbackModel route(Fallbacks<RetryingModel> fallbacks, TestingDeployment... deployments) {
    return new FallbackModel(retrying(THREE, deployments), fallbacks, context.retries().budget());
  }

  public Call call() {
    return new Call("id", Caller.ANONYMOUS, loop, Duration.ofMinutes(1));
  }

  public Asked ask(ChatModel model) {
    return ask(model, call());
  }

  public Asked ask(ChatModel model, Call call) {
    var fault = new AtomicReference<Fault>();
    var opened = model.open(REQUEST, call).onFailure(thrown -> fault.set(Fault.from(thrown)));
    return new Asked(call, () -> opened.succeeded(), fault);
  }

  /** What became of a call. */
  public record Asked(Call call, BooleanSupplier answered, AtomicReference<Fault> fault) {
    public boolean isAnswered() {
      return answered.getAsBoolean();
    }

    public boolean isPending() {
      return !isAnswered() && fault.get() == null;
    }

    /** The fault that it failed with. */
    public Fault failure() {
      var why = fault.get();
      if (why == null) {
        throw new AssertionError(isAnswered() ? "it was answered" : "it still waits");
      }
      return why;
    }

    public List<String> deployments() {
      return call.attempts().stream().map(attempt -> attempt.target().provider()).toList();
    }
  }
}
