package dev.tutti.routing.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundRobinTest {
  private final TestingRouting routing = new TestingRouting();
  private final Candidate heavy = routing.candidate("heavy", 300);
  private final Candidate middle = routing.candidate("middle", 200);
  private final Candidate light = routing.candidate("light", 100);
  private final List<Candidate> all = List.of(heavy, middle, light);
  private final RoundRobin balancer = new RoundRobin(all);

  private Candidate next(List<Candidate> candidates) {
    return balancer.choose(candidates, TestingRouting.routing());
  }

  @Test
  void a_cycle_is_as_the_weights_say_and_evenly_spread() {
    var cycle = List.of(next(all), next(all), next(all), next(all), next(all), next(all));
    assertThat(cycle).containsExactly(heavy, middle, heavy, light, middle, heavy);
  }

  @Test
  void many_turns_are_exact() {
    var draws = Draws.of(6_000, () -> next(all));
    assertThat(draws.count(heavy)).isEqualTo(3_000);
    assertThat(draws.count(middle)).isEqualTo(2_000);
    assertThat(draws.count(light)).isEqualTo(1_000);
  }

  @Test
  void whoever_is_away_is_passed_over_and_the_others_keep_their_proportion() {
    var draws = Draws.of(5_000, () -> next(List.of(heavy, middle)));
    assertThat(draws.count(heavy)).isEqualTo(3_000);
    assertThat(draws.count(middle)).isEqualTo(2_000);
  }

  @Test
  void the_ranking_begins_with_the_next_one_and_takes_no_turn() {
    next(all);
    assertThat(balancer.ranking(all, TestingRouting.routing()))
        .containsExactly(middle, heavy, light);
    assertThat(next(all)).isSameAs(middle);
  }
}
