package dev.tutti.routing.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.FaultCode;
import dev.tutti.routing.TestingDeployment;
import dev.tutti.routing.balance.Explanation;
import dev.tutti.routing.balance.TestingRouting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackModelTest {
  private final TestingRouting routing = new TestingRouting();
  private final TestingDeployment a = routing.deployment("a");
  private final TestingDeployment longer = routing.deployment("longer");
  private final TestingDeployment milder = routing.deployment("milder");
  private final TestingDeployment b = routing.deployment("b");
  private final TestingDeployment c = routing.deployment("c");
  private final FallbackModel route =
      routing.route(
          new Fallbacks<>(
              List.of(alone(b), alone(c)), List.of(alone(longer)), List.of(alone(milder))),
          a);

  private RetryingModel alone(TestingDeployment deployment) {
    return routing.retrying(TestingRouting.THREE, deployment);
  }

  @Test
  void an_outage_falls_back_in_order() {
    a.fails(FaultCode.UPSTREAM_CREDENTIALS, 1);
    b.fails(FaultCode.UPSTREAM_CREDENTIALS, 1);
    var asked = routing.ask(route);
    assertThat(asked.isAnswered()).isTrue();
    assertThat(asked.deployments()).containsExactly("a", "b", "c");
  }

  @Test
  void a_long_prompt_falls_back_to_a_longer_context() {
    a.fails(FaultCode.CONTEXT_LENGTH_EXCEEDED, 1);
    assertThat(routing.ask(route).deployments()).containsExactly("a", "longer");
  }

  @Test
  void a_refused_prompt_falls_back_to_a_chain_of_its_own() {
    a.fails(FaultCode.CONTENT_FILTER, 1);
    assertThat(routing.ask(route).deployments()).containsExactly("a", "milder");
  }

  @Test
  void a_wrong_request_is_told_at_once() {
    a.fails(FaultCode.INVALID_REQUEST, 1);
    assertThat(routing.ask(route).failure().code()).isEqualTo(FaultCode.INVALID_REQUEST);
  }

  @Test
  void what_failed_everywhere_names_every_attempt() {
    a.fails(FaultCode.UPSTREAM_CREDENTIALS, 1);
    b.fails(FaultCode.TIMEOUT, 1);
    c.fails(FaultCode.TIMEOUT, 1);
    var fault = routing.ask(route).failure();
    assertThat(fault.code()).isEqualTo(FaultCode.FALLBACK_EXHAUSTED);
    assertThat(fault.status()).isEqualTo(504);
    assertThat(fault.getMessage())
        .contains("a/m after 0 ms: upstream_credentials", "b/m after 0 ms: timeout", "c/m");
  }

  @Test
  void when_every_deployment_is_limited_the_caller_hears_that() {
    a.fails(FaultCode.RATE_LIMITED, 3);
    b.fails(FaultCode.RATE_LIMITED, 3);
    c.fails(FaultCode.RATE_LIMITED, 3);
    var asked = routing.ask(route);
    routing.loop.advance(Duration.ofSeconds(50));
    assertThat(asked.failure().code()).isEqualTo(FaultCode.RATE_LIMITED);
    assertThat(asked.failure().status()).isEqualTo(429);
  }

  @Test
  void an_explanation_shows_the_chains_and_asks_nobody() {
    a.fails(FaultCode.UPSTREAM_ERROR, 1);
    var explained = route.explain(TestingRouting.request(), routing.call().caller());
    assertThat(explained.links())
        .extracting(Explanation.Link::when)
        .containsExactly("first", "fallback", "fallback", "on_context_length", "on_content_filter");
    assertThat(explained.links().getFirst().deployments())
        .extracting(Explanation.Deployment::deployment)
        .containsExactly("a/m");
    assertThat(a.asked()).isZero();
  }
}
