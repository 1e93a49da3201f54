package dev.tutti.routing.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Decision;
import dev.tutti.call.DeploymentId;
import dev.tutti.chat.FaultCode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlowStartTest {
  private static final Duration PERIOD = Duration.ofSeconds(30);
  private static final int CALLS = 40_000;

  private final TestingRouting routing = new TestingRouting();
  private final List<Candidate> all = routing.candidates(4);
  private final Candidate back = all.getLast();
  private final SlowStart slowStart = routing.traffic.slowStart();

  private Draws draws(Group group) {
    return Draws.of(
        CALLS,
        () ->
            group.choose(TestingRouting.routing(), List.of(), false, new Decision()).orElseThrow());
  }

  private void assertShare(Group group, double ofUsual) {
    double mine = 0.25 * ofUsual;
    double other = (1 - mine) / 3;
    draws(group).assertShares(all, other, other, other, mine);
  }

  @Test
  void a_share_grows_in_a_straight_line_from_a_tenth() {
    var group = routing.group("least_in_flight", PERIOD, all);
    slowStart.begin(back.target());
    assertShare(group, 0.1);
    routing.loop.advance(Duration.ofSeconds(10));
    assertShare(group, 0.4);
    routing.loop.advance(Duration.ofSeconds(10));
    assertShare(group, 0.7);
    routing.loop.advance(Duration.ofSeconds(10));
    assertShare(group, 1);
  }

  @Test
  void in_turn_it_is_as_if_its_weight_were_smaller() {
    slowStart.begin(back.target());
    var draws = draws(routing.group("round_robin", PERIOD, all));
    assertThat(draws.share(back)).isBetween(0.1 / 3.1 - 0.003, 0.1 / 3.1 + 0.003);
  }

  @Test
  void zero_switches_it_off() {
    var group = routing.group("least_in_flight", Duration.ZERO, all);
    slowStart.begin(back.target());
    assertShare(group, 1);
  }

  @Test
  void where_nobody_else_is_left_it_is_asked() {
    var two = all.subList(0, 2);
    two.forEach(each -> slowStart.begin(each.target()));
    var group = routing.group("least_in_flight", PERIOD, two);
    draws(group).assertShares(two, 0.5, 0.5);
    assertThat(
            group.choose(TestingRouting.routing(), List.of(two.getFirst()), false, new Decision()))
        .contains(two.getLast());
  }

  @Test
  void a_breaker_that_closes_again_begins_it() {
    var deployment = routing.deployment("sick");
    deployment.fails(FaultCode.UPSTREAM_ERROR, 5);
    var alone = routing.route(deployment);
    while (routing.breakers.permits(deployment.target())) {
      routing.ask(alone);
      routing.loop.advance(Duration.ofSeconds(20));
    }
    assertThat(slowStart.share(deployment.target(), PERIOD)).isEqualTo(1);
    routing.loop.advance(Duration.ofMinutes(1));
    assertThat(routing.ask(alone).isAnswered()).isTrue();
    assertThat(slowStart.share(deployment.target(), PERIOD)).isEqualTo(0.1);
    assertThat(slowStart.isQuiet(PERIOD)).isFalse();
    routing.loop.advance(PERIOD);
    assertThat(slowStart.isQuiet(PERIOD)).isTrue();
  }

  @Test
  void a_deployment_that_a_reload_adds_begins_it_but_not_the_first_ones() {
    var old = new DeploymentId("p", "old");
    var added = new DeploymentId("p", "new");
    slowStart.configured(Set.of(old));
    assertThat(slowStart.share(old, PERIOD)).isEqualTo(1);
    slowStart.configured(Set.of(old, added));
    assertThat(slowStart.share(old, PERIOD)).isEqualTo(1);
    assertThat(slowStart.share(added, PERIOD)).isEqualTo(0.1);
  }
}
