package dev.tutti.routing.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Attempt;
import dev.tutti.call.Caller;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StickyTest {
  private static final long SEED = 13;
  private static final int SESSIONS = 20_000;

  private final TestingRouting routing = new TestingRouting();
  private final Random random = new Random(SEED);
  private final Sticky balancer = new Sticky(random);

  private Candidate chosen(List<Candidate> candidates, String session) {
    return balancer.choose(candidates, TestingRouting.question(session));
  }

  private static RoutingRequest of(Caller caller) {
    return new RoutingRequest(TestingRouting.request(), caller);
  }

  @Test
  void a_session_stays_where_it_is() {
    var all = routing.candidates(5);
    for (int i = 0; i < 200; i++) {
      var first = chosen(all, "s" + i);
      assertThat(chosen(all, "s" + i)).isSameAs(first);
      assertThat(chosen(all.reversed(), "s" + i)).isSameAs(first);
      assertThat(balancer.ranking(all, TestingRouting.question("s" + i)).getFirst())
          .isSameAs(first);
    }
  }

  @Test
  void sessions_are_spread_as_the_weights_say() {
    var all =
        List.of(routing.candidate("a", 1), routing.candidate("b", 3), routing.candidate("c", 6));
    Draws.of(IntStream.range(0, SESSIONS).mapToObj(each -> chosen(all, "s" + each)))
        .assertShares(all, 0.1, 0.3, 0.6);
  }

  @Test
  void when_one_goes_only_its_own_sessions_move_and_when_one_comes_only_to_it() {
    for (int n = 2; n <= 12; n++) {
      var more = routing.candidates(n);
      var fewer = more.subList(0, n - 1);
      int moved = 0;
      for (int i = 0; i < SESSIONS; i++) {
        var with = chosen(more, "s" + i);
        var without = chosen(fewer, "s" + i);
        moved += with == without ? 0 : 1;
        assertThat(with == without || with == more.getLast()).isTrue();
      }
      assertThat((double) moved / SESSIONS).as("of %d", n).isLessThan(1.0 / n + 0.01);
    }
  }

  @Test
  void no_deployment_is_busier_than_its_bound_even_if_all_calls_are_of_few_sessions() {
    var all = routing.candidates(4);
    var underWay = new ArrayDeque<Attempt>();
    for (int i = 0; i < 5_000; i++) {
      var session = "s" + (int) Math.abs(random.nextGaussian());
      underWay.add(routing.begin(chosen(all, session)));
      int inFlight = all.stream().mapToInt(Candidate::inFlight).sum();
      double bound = Math.ceil(1.25 * inFlight / all.size());
      assertThat(all).allMatch(each -> each.inFlight() <= bound);
      if (underWay.size() > 100) {
        underWay.remove().settle(new Outcome.Completed(Usage.NONE));
      }
    }
  }

  @Test
  void bounds_follow_the_weights() {
    var all = List.of(routing.candidate("light", 1), routing.candidate("heavy", 9));
    for (int i = 0; i < 1_000; i++) {
      routing.begin(chosen(all, "the only session"));
    }
    assertThat(all.getFirst().inFlight()).isLessThanOrEqualTo(125);
    assertThat(all.getLast().inFlight()).isLessThanOrEqualTo(1_000);
  }

  @Test
  void too_much_for_one_goes_to_the_next_in_the_sessions_order_and_back() {
    var all = routing.candidates(4);
    var order = balancer.ranking(all, TestingRouting.question("s"));
    var first = routing.begin(order.getFirst());
    assertThat(chosen(all, "s")).isSameAs(order.get(1));
    first.settle(new Outcome.Completed(Usage.NONE));
    assertThat(chosen(all, "s")).isSameAs(order.getFirst());
  }

  @Test
  void without_a_session_the_user_counts_and_without_a_user_the_key() {
    var all = routing.candidates(50);
    var key = new Caller("key_1", "team", "");
    var user = key.forUser("ann");
    var session = user.inSession("s");
    var names = List.of(of(key), of(user), of(session));
    assertThat(names.stream().map(each -> balancer.choose(all, each)).distinct()).hasSize(3);
    assertThat(balancer.choose(all, of(key.forUser("ann"))))
        .isSameAs(balancer.choose(all, of(user)));
    assertThat(balancer.choose(all, of(key.forUser("bob").inSession("s"))))
        .isSameAs(balancer.choose(all, of(session)));
  }

  @Test
  void sessions_of_two_keys_are_two_sessions() {
    var all = routing.candidates(10);
    var elsewhere =
        IntStream.range(0, 100)
            .filter(
                each -> {
                  var one = new Caller("key_1", "", "").inSession("s" + each);
                  var two = new Caller("key_2", "", "").inSession("s" + each);
                  return balancer.choose(all, of(one)) != balancer.choose(all, of(two));
                })
            .count();
    assertThat(elsewhere).isGreaterThan(70);
  }

  @Test
  void callers_without_any_name_are_spread() {
    var all = routing.candidates(3);
    Draws.of(9_000, () -> balancer.choose(all, TestingRouting.routing()))
        .assertShares(all, 1.0 / 3, 1.0 / 3, 1.0 / 3);
  }
}
