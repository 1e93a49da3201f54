package dev.tutti.routing.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Attempt;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.resilience.concurrency.AdaptiveSettings;
import dev.tutti.routing.ModelSettings;
import dev.tutti.routing.TestingDeployment;
import dev.tutti.routing.balance.Group;
import dev.tutti.routing.balance.RoutingRequest;
import dev.tutti.routing.balance.TestingRouting;
import dev.tutti.routing.degrade.TestingSettings;
import dev.tutti.routing.health.HealthSettings;
import dev.tutti.routing.retry.RetryingModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoscalerTest {
  private static final String STANDBY = "on standby, the load is low";
  private static final ScaleSettings ONE_TO_THREE =
      new ScaleSettings(true, 1, 3, 0.5, Duration.ofSeconds(60));

  private final TestingRouting routing = new TestingRouting();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Autoscaler autoscaler =
      new Autoscaler(
          routing.traffic,
          routing.context.groups().availabilities(),
          targets -> 10.0 * targets.size(),
          meters);
  private final TestingDeployment a = routing.deployment("a");
  private final TestingDeployment b = routing.deployment("b");
  private final TestingDeployment c = routing.deployment("c");
  private final ModelSettings settings =
      TestingSettings.alias(
          List.of(share("a"), share("b"), share("c")),
          HealthSettings.DEFAULT,
          new CapacitySettings(AdaptiveSettings.OFF, ONE_TO_THREE));
  private final Group group =
      routing.group(a, b, c).scaled(autoscaler.availability(settings.scaled()));
  private final RetryingModel model =
      new RetryingModel(group, TestingRouting.THREE, routing.context.retries());

  @Test
  void only_the_active_one_is_asked() {
    for (int i = 0; i < 10; i++) {
      assertThat(routing.ask(model).deployments()).containsExactly("a");
    }
    assertThat(explanation()).containsExactly("a/m: ", "b/m: " + STANDBY, "c/m: " + STANDBY);
  }

  @Test
  void one_on_standby_is_asked_when_no_active_one_can_be() {
    a.fails(FaultCode.UPSTREAM_ERROR, 5);
    assertThat(routing.ask(model).deployments()).containsExactly("a", "b");
    for (int i = 0; i < 10; i++) {
      assertThat(routing.ask(model).isAnswered()).isTrue();
    }
    assertThat(routing.breakers.permits(a.target())).isFalse();
    assertThat(routing.ask(model).deployments()).doesNotContain("a").hasSize(1);
  }

  @Test
  void one_on_standby_is_asked_before_an_active_one_that_rests() {
    a.fails(FaultCode.RATE_LIMITED, 1);
    assertThat(routing.ask(model).deployments()).containsExactly("a", "b");
    assertThat(routing.ask(model).deployments()).doesNotContain("a").hasSize(1);
    routing.loop.advance(Duration.ofSeconds(2));
    assertThat(routing.ask(model).deployments()).containsExactly("a");
  }

  @Test
  void load_adds_the_next_ones_and_its_end_drains_them() throws Exception {
    var watch = autoscaler.start(routing.loop, this::aliases);
    var calls = new ArrayList<Attempt>();
    for (int i = 0; i < 8; i++) {
      calls.add(begin(a.target()));
    }
    routing.loop.advance(Duration.ofSeconds(15));
    assertThat(states()).containsExactly("active", "active", "standby");
    assertThat(gauge("tutti.capacity.desired", "model", "m")).isEqualTo(16);
    assertThat(gauge("tutti.capacity.desired", "provider", "a")).isEqualTo(8 / 0.7);
    assertThat(gauge("tutti.capacity.available", "model", "m")).isEqualTo(20);
    assertThat(gauge("tutti.scale.active", "model", "m")).isEqualTo(2);
    assertThat(routing.ask(model).isAnswered()).isTrue();
    assertThat(routing.ask(model).isAnswered()).isTrue();
    assertThat(b.asked()).isEqualTo(1);
    var last = begin(b.target());
    calls.forEach(AutoscalerTest::end);
    routing.loop.advance(Duration.ofSeconds(75));
    assertThat(states()).containsExactly("active", "draining", "standby");
    assertThat(routing.ask(model).deployments()).containsExactly("a");
    end(last);
    routing.loop.advance(Autoscaler.INTERVAL);
    assertThat(states()).containsExactly("active", "standby", "standby");
    watch.close();
    assertThat(routing.loop.timers()).isZero();
  }

  @Test
  void what_is_active_outlives_a_reload() {
    for (int i = 0; i < 8; i++) {
      begin(a.target());
    }
    for (int i = 0; i < 4; i++) {
      autoscaler.look(aliases(), Duration.ofSeconds(5L * i).toNanos());
    }
    var reloaded = autoscaler.availability(settings.scaled());
    assertThat(reloaded.against(b.target())).isEmpty();
    assertThat(reloaded.against(c.target())).contains(STANDBY);
  }

  @Test
  void an_alias_without_scale_has_all_its_deployments() {
    var plain = ModelSettings.of("plain", "a", "m");
    var status = autoscaler.status(List.of(plain.scaled())).getFirst();
    assertThat(status.members()).extracting(Autoscaler.Member::state).containsExactly("active");
    assertThat(autoscaler.availability(plain.scaled()).against(a.target())).isEmpty();
  }

  private Autoscaler.Aliases aliases() {
    return new Autoscaler.Aliases(List.of(settings.scaled()), List.of("a", "b", "c"));
  }

  private List<String> states() {
    var status = autoscaler.status(List.of(settings.scaled())).getFirst();
    return status.members().stream().map(Autoscaler.Member::state).toList();
  }

  private List<String> explanation() {
    var request = new RoutingRequest(TestingRouting.request(), Caller.ANONYMOUS);
    return group.explain("first", 3, request).deployments().stream()
        .map(each -> each.deployment() + ": " + String.join(", ", each.against()))
        .toList();
  }

  private double gauge(String name, String kind, String of) {
    return meters.get(name).tags("kind", kind, "name", of).gauge().value();
  }

  private Attempt begin(DeploymentId target) {
    var call = routing.call();
    var attempt = call.attempt(target);
    routing.traffic.admit(TestingRouting.request(), call, attempt);
    return attempt;
  }

  private static void end(Attempt attempt) {
    attempt.settle(new Outcome.Completed(Usage.NONE));
  }

  private static ModelSettings.WeightedDeployment share(String provider) {
    return new ModelSettings.WeightedDeployment(provider, "m", 1);
  }
}
