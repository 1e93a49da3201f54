package dev.tutti.routing.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.resilience.retry.RetryBudget;
import dev.tutti.routing.TestingDeployment;
import dev.tutti.routing.retry.FallbackModel;
import dev.tutti.routing.retry.Fallbacks;
import dev.tutti.testing.KnownFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deployments that cannot take a request, whoever calls. */
@KnownFault("GATEWAY-F3")
class UnfitTest {
  private final TestingRouting routing = new TestingRouting(new RetryBudget.Settings(0, 0));
  private final TestingDeployment a = routing.deployment("a");
  private final TestingDeployment b = routing.deployment("b");
  private final TestingDeployment c = routing.deployment("c");

  private static Fault unfit() {
    return Fault.invalid("n", "2 (expected: 1)").unfit();
  }

  private FallbackModel withFallback(TestingDeployment other) {
    var chain = List.of(routing.retrying(TestingRouting.THREE, other));
    return routing.route(new Fallbacks<>(chain, List.of(), List.of()), a);
  }

  private void opensBreaker(TestingDeployment deployment) {
    deployment.fails(FaultCode.TIMEOUT, 5);
    for (int i = 0; i < 5; i++) {
      routing.ask(routing.route(deployment));
    }
  }

  @Test
  void one_is_passed_over_before_it_is_asked() {
    a.unfit("web_search");
    for (int i = 0; i < 4; i++) {
      assertThat(routing.ask(routing.route(a, b)).deployments()).containsExactly("b");
    }
    assertThat(a.asked()).isZero();
  }

  @Test
  void one_that_finds_it_out_costs_no_retry_and_no_attempt() {
    for (var each : List.of(a, b)) {
      each.fails(unfit());
    }
    var asked = routing.ask(routing.route(a, b, c));
    assertThat(asked.isAnswered()).isTrue();
    assertThat(asked.deployments()).hasSize(3).last().isEqualTo("c");
  }

  @Test
  void a_request_that_none_can_take_is_told_why() {
    a.unfit("web_search");
    b.unfit("file_search");
    var fault = routing.ask(routing.route(a, b)).failure();
    assertThat(fault.code()).isEqualTo(FaultCode.INVALID_REQUEST);
    assertThat(fault).hasMessage("web_search");
    a.fails(unfit());
    c.fails(unfit());
    assertThat(routing.ask(routing.route(c)).failure()).hasMessage(unfit().getMessage());
  }

  @Test
  void none_is_told_of_where_another_one_is_only_away_for_now() {
    opensBreaker(b);
    a.unfit("web_search");
    var fault = routing.ask(routing.route(a, b)).failure();
    assertThat(fault.code()).isEqualTo(FaultCode.CIRCUIT_OPEN);
    assertThat(fault).hasMessageContaining("a/m: web_search; b/m: ");
  }

  @Test
  void the_failure_of_one_that_was_asked_is_told_rather() {
    a.fails(FaultCode.TIMEOUT, 1);
    b.fails(unfit());
    assertThat(routing.ask(withFallback(b)).failure().code()).isEqualTo(FaultCode.TIMEOUT);
    a.fails(FaultCode.MODEL_NOT_FOUND, 1);
    b.unfit("web_search");
    assertThat(routing.ask(withFallback(b)).failure().code()).isEqualTo(FaultCode.MODEL_NOT_FOUND);
  }

  @Test
  void the_one_that_was_asked_is_asked_again_after_a_wait() {
    var patient = new TestingRouting();
    var able = patient.deployment("a");
    var unable = patient.deployment("b");
    able.fails(FaultCode.OVERLOADED, 1);
    unable.fails(unfit());
    var asked = patient.ask(patient.route(able, unable));
    assertThat(asked.isPending()).isTrue();
    patient.loop.advance(Duration.ofSeconds(1));
    assertThat(asked.isAnswered()).isTrue();
    assertThat(asked.deployments()).containsExactly("a", "b", "a");
  }

  @Test
  void nobody_waits_for_the_failure_of_another_model() {
    a.fails(FaultCode.OVERLOADED, 1);
    b.fails(unfit());
    var asked = routing.ask(withFallback(b));
    routing.loop.advance(Duration.ofSeconds(1));
    assertThat(asked.failure().code()).isEqualTo(FaultCode.OVERLOADED);
    assertThat(routing.loop.timers()).isZero();
  }

  @Test
  void a_fallback_takes_what_the_first_model_cannot() {
    a.unfit("web_search");
    assertThat(routing.ask(withFallback(b)).deployments()).containsExactly("b");
    b.unfit("file_search");
    var fault = routing.ask(withFallback(b)).failure();
    assertThat(fault.code()).isEqualTo(FaultCode.INVALID_REQUEST);
    assertThat(fault).hasMessage("web_search");
  }

  @Test
  void an_explanation_says_why() {
    a.unfit("web_search");
    var link = routing.route(b, a).explain(TestingRouting.request(), routing.call().caller());
    assertThat(link.links().getFirst().deployments())
        .extracting(Explanation.Deployment::against)
        .containsExactly(List.of(), List.of("web_search"));
  }
}
