package dev.tutti.routing;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.Target;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Operation;
import dev.tutti.resilience.Backoff;
import dev.tutti.resilience.BreakerSettings;
import dev.tutti.resilience.Breakers;
import dev.tutti.resilience.RetryBudget;
import dev.tutti.resilience.RetrySettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Everything that routing needs, in virtual time. */
final class TestingRouting {
  static final RetrySettings THREE = RetrySettings.DEFAULT;
  private static final ChatRequest REQUEST =
      ChatRequest.parse(
          Operation.CHAT,
          "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
              .getBytes(StandardCharsets.UTF_8));

  final TestingLoop loop = new TestingLoop();
  final Breakers breakers = new Breakers(BreakerSettings.DEFAULT, loop::nanos);
  final Traffic traffic = new Traffic(loop::nanos);
  final RoutingContext context;

  TestingRouting() {
    this(new RetryBudget.Settings(10, 1_000));
  }

  TestingRouting(RetryBudget.Settings budget) {
    var random = new Random(7);
    this.context =
        new RoutingContext(
            breakers,
            List.of(Gate.open(breakers), Gate.resting(breakers)),
            traffic,
            new Scaling(
                traffic, List.of(), targets -> 10.0 * targets.size(), new SimpleMeterRegistry()),
            new RoutingContext.Retries(new RetryBudget(budget, loop::nanos), new Backoff(random)),
            _ -> OptionalDouble.empty(),
            _ -> 1,
            random);
  }

  static ChatRequest request() {
    return REQUEST;
  }

  TestingDeployment deployment(String provider) {
    return new TestingDeployment(new Target(provider, "m"), List.of(traffic, breakers));
  }

  Group group(TestingDeployment... deployments) {
    var members =
        Arrays.stream(deployments)
            .map(each -> new Candidate(each.target(), each, 1, context))
            .toList();
    return new Group("m", members, "round_robin", Group.LastResort.FAIL_FAST, context);
  }

  Retrying retrying(RetrySettings settings, TestingDeployment... deployments) {
    return new Retrying(group(deployments), settings, context.retries());
  }

  Route route(TestingDeployment... deployments) {
    return route(Chains.none(), deployments);
  }

  Route route(Chains<Retrying> chains, TestingDeployment... deployments) {
    return new Route(retrying(THREE, deployments), chains, context.retries().budget());
  }

  Call call() {
    return new Call("id", Caller.ANONYMOUS, loop, Duration.ofMinutes(1));
  }

  Asked ask(ChatModel model) {
    return ask(model, call());
  }

  Asked ask(ChatModel model, Call call) {
    var fault = new AtomicReference<Fault>();
    var opened = model.open(REQUEST, call).onFailure(thrown -> fault.set(Fault.from(thrown)));
    return new Asked(call, () -> opened.succeeded(), fault);
  }

  /** What became of a call. */
  record Asked(Call call, BooleanSupplier answered, AtomicReference<Fault> fault) {
    boolean isAnswered() {
      return answered.getAsBoolean();
    }

    boolean isPending() {
      return !isAnswered() && fault.get() == null;
    }

    /** The fault that it failed with. */
    Fault failure() {
      var why = fault.get();
      if (why == null) {
        throw new AssertionError(isAnswered() ? "it was answered" : "it still waits");
      }
      return why;
    }

    List<String> deployments() {
      return call.trail().stream().map(attempt -> attempt.target().provider()).toList();
    }
  }
}
