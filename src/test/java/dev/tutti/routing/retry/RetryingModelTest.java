package dev.tutti.routing.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.resilience.retry.RetryBudget;
import dev.tutti.resilience.retry.RetrySettings;
import dev.tutti.routing.TestingDeployment;
import dev.tutti.routing.balance.TestingRouting;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryingModelTest {
  private final TestingRouting routing = new TestingRouting();
  private final TestingDeployment a = routing.deployment("a");
  private final TestingDeployment b = routing.deployment("b");

  @Test
  void another_deployment_is_asked_at_once() {
    a.fails(FaultCode.UPSTREAM_ERROR, 1);
    var asked = routing.ask(routing.route(a, b));
    assertThat(asked.isAnswered()).isTrue();
    assertThat(asked.deployments()).containsExactly("a", "b");
  }

  @Test
  void the_only_deployment_is_asked_again_after_a_wait_within_the_bound() {
    a.fails(FaultCode.OVERLOADED, 1);
    var asked = routing.ask(routing.route(a));
    assertThat(asked.isPending()).isTrue();
    routing.loop.advance(Duration.ofSeconds(1));
    assertThat(asked.isAnswered()).isTrue();
    assertThat(a.asked()).isEqualTo(2);
  }

  @Test
  void the_attempts_are_bounded() {
    a.fails(FaultCode.UPSTREAM_ERROR, 4);
    var asked = routing.ask(routing.route(a));
    routing.loop.advance(Duration.ofSeconds(20));
    assertThat(asked.failure().code()).isEqualTo(FaultCode.UPSTREAM_ERROR);
    assertThat(a.asked()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultCode.class,
      names = {"INVALID_REQUEST", "CONTEXT_LENGTH_EXCEEDED", "CONTENT_FILTER", "REQUEST_TOO_LARGE"})
  void what_is_the_callers_fault_is_not_tried_again(FaultCode code) {
    a.fails(code, 1);
    var asked = routing.ask(routing.route(a, b));
    assertThat(asked.failure().code()).isEqualTo(code);
    assertThat(asked.deployments()).containsExactly("a");
  }

  @Test
  void a_timeout_is_not_tried_again_on_the_same_deployment() {
    a.fails(FaultCode.TIMEOUT, 1);
    assertThat(routing.ask(routing.route(a)).failure().code()).isEqualTo(FaultCode.TIMEOUT);
    assertThat(routing.loop.timers()).isZero();
  }

  @Test
  void a_stated_delay_is_waited_for_before_the_same_deployment_is_asked_again() {
    a.fails(Fault.of(FaultCode.RATE_LIMITED, "later").after(Duration.ofSeconds(7)));
    var asked = routing.ask(routing.route(a));
    routing.loop.advance(Duration.ofMillis(6_999));
    assertThat(asked.isPending()).isTrue();
    routing.loop.advance(Duration.ofMillis(1));
    assertThat(asked.isAnswered()).isTrue();
  }

  @Test
  void a_delay_that_is_too_long_to_wait_for_is_told_to_the_caller() {
    a.fails(Fault.of(FaultCode.RATE_LIMITED, "later").after(Duration.ofMinutes(2)));
    var fault = routing.ask(routing.route(a)).failure();
    assertThat(fault.code()).isEqualTo(FaultCode.RATE_LIMITED);
    assertThat(fault.retryAfter()).contains(Duration.ofMinutes(2));
  }

  @Test
  void while_a_deployment_rests_others_are_asked_and_then_nobody() {
    a.fails(Fault.of(FaultCode.RATE_LIMITED, "later").after(Duration.ofMinutes(2)));
    var route = routing.route(a, b);
    assertThat(routing.ask(route).deployments()).containsExactly("a", "b");
    assertThat(routing.ask(route).deployments()).containsExactly("b");
    b.fails(Fault.of(FaultCode.RATE_LIMITED, "later").after(Duration.ofMinutes(1)));
    assertThat(routing.ask(route).failure().code()).isEqualTo(FaultCode.RATE_LIMITED);
    var refused = routing.ask(route).failure();
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.retryAfter()).contains(Duration.ofMinutes(1));
  }

  @Test
  void no_retry_outlives_the_callers_deadline() {
    var patient = new RetrySettings(3, Duration.ofMinutes(10), Duration.ofMinutes(10));
    a.fails(FaultCode.OVERLOADED, 3);
    var asked = routing.ask(routing.retrying(patient, a));
    routing.loop.advance(Duration.ofMinutes(1));
    assertThat(asked.failure().code()).isEqualTo(FaultCode.OVERLOADED);
  }

  @Test
  void a_caller_who_leaves_while_waiting_is_not_served() {
    a.fails(FaultCode.OVERLOADED, 1);
    var asked = routing.ask(routing.route(a));
    asked.call().cancel();
    assertThat(asked.failure().code()).isEqualTo(FaultCode.CANCELLED);
    assertThat(routing.loop.timers()).isZero();
  }

  @Test
  void without_a_budget_the_first_failure_is_final() {
    var poor = new TestingRouting(new RetryBudget.Settings(0, 0));
    var only = poor.deployment("a").fails(FaultCode.UPSTREAM_ERROR, 1);
    var other = poor.deployment("b");
    assertThat(poor.ask(poor.route(only, other)).failure().code())
        .isEqualTo(FaultCode.UPSTREAM_ERROR);
    assertThat(other.asked()).isZero();
  }

  @Test
  void a_request_that_went_out_twice_in_vain_leaves_less_of_the_budget() {
    var budget = new RetryBudget.Settings(0, 1); // ten in ten seconds
    for (int twice = 8; twice <= 9; twice++) {
      var poor = new TestingRouting(budget);
      for (int i = 0; i < twice; i++) {
        poor.ask(poor.route(poor.deployment("d" + i).failsTwice(FaultCode.CONNECTION)));
      }
      var failing = poor.deployment("a").fails(FaultCode.CONNECTION, 1);
      assertThat(poor.ask(poor.route(failing, poor.deployment("b"))).isAnswered())
          .isEqualTo(twice < 9);
    }
  }

  @Test
  void an_open_breaker_costs_no_attempt() {
    a.fails(FaultCode.UPSTREAM_ERROR, 5);
    var alone = routing.route(a);
    while (routing.breakers.permits(a.target())) {
      routing.ask(alone);
      routing.loop.advance(Duration.ofSeconds(20));
    }
    assertThat(routing.ask(alone).failure().code()).isEqualTo(FaultCode.CIRCUIT_OPEN);
    assertThat(routing.ask(routing.route(a, b)).deployments()).containsExactly("b");
    assertThat(a.asked()).isEqualTo(5);
  }
}
