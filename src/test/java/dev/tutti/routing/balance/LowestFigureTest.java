package dev.tutti.routing.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LowestFigureTest {
  private static final long SEED = 11;

  private final TestingRouting routing = new TestingRouting();
  private final Random random = new Random(SEED);
  private final Candidate a = routing.candidate("a", 1);
  private final Candidate b = routing.candidate("b", 2);
  private final Candidate c = routing.candidate("c", 5);
  private final List<Candidate> all = List.of(a, b, c);

  private Candidate chosen(LowestFigure balancer) {
    return balancer.choose(all, TestingRouting.routing());
  }

  @Test
  void the_least_busy_for_its_weight_is_asked() {
    routing.begin(a, 1);
    routing.begin(b, 1);
    routing.begin(c, 3);
    var balancer = LowestFigure.inFlight(random);
    assertThat(Draws.of(100, () -> chosen(balancer)).count(b)).isEqualTo(100);
    assertThat(balancer.ranking(all, TestingRouting.routing())).containsExactly(b, c, a);
  }

  @Test
  void idle_deployments_share_the_calls_as_their_weights_say() {
    var balancer = LowestFigure.inFlight(random);
    Draws.of(20_000, () -> chosen(balancer)).assertShares(all, 1.0 / 8, 2.0 / 8, 5.0 / 8);
  }

  @Test
  void calls_that_stay_fill_up_by_weight_exactly() {
    var balancer = LowestFigure.inFlight(random);
    for (int i = 0; i < 800; i++) {
      routing.begin(chosen(balancer));
    }
    assertThat(all).extracting(Candidate::inFlight).containsExactly(100, 200, 500);
  }

  @Test
  void the_cheapest_is_asked_however_busy_and_an_unknown_price_comes_last() {
    routing.prices.put(a.target(), 3.0);
    routing.prices.put(b.target(), 0.5);
    routing.begin(b, 50);
    var balancer = LowestFigure.price(random);
    assertThat(chosen(balancer)).isSameAs(b);
    assertThat(balancer.ranking(all, TestingRouting.routing())).containsExactly(b, a, c);
  }

  @Test
  void among_equal_prices_the_least_busy_is_asked() {
    routing.prices.put(a.target(), 1.0);
    routing.prices.put(c.target(), 1.0);
    routing.begin(c, 1);
    assertThat(chosen(LowestFigure.price(random))).isSameAs(a);
  }

  @Test
  void where_no_price_is_known_the_least_busy_is_asked() {
    routing.begin(a, 1);
    routing.begin(c, 1);
    assertThat(chosen(LowestFigure.price(random))).isSameAs(b);
  }

  @Test
  void the_one_with_most_of_its_limits_left_is_asked() {
    routing.sharesLeft.put(a.target(), 0.2);
    routing.sharesLeft.put(b.target(), 0.7);
    routing.sharesLeft.put(c.target(), 0.69);
    var balancer = LowestFigure.use(random);
    assertThat(chosen(balancer)).isSameAs(b);
    assertThat(balancer.ranking(all, TestingRouting.routing())).containsExactly(b, c, a);
  }
}
