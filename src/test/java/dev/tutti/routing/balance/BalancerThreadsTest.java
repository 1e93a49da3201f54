package dev.tutti.routing.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.Decision;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every balancer, asked by several threads at once, as loops do. */
class BalancerThreadsTest {
  private static final int THREADS = 4;
  private static final int CALLS = 6_000;

  private final TestingRouting routing = new TestingRouting();
  private final List<Candidate> all =
      List.of(routing.candidate("a", 1), routing.candidate("b", 2), routing.candidate("c", 3));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "round_robin",
        "weighted",
        "least_in_flight",
        "least_latency",
        "lowest_cost",
        "least_used",
        "sticky"
      })
  void every_call_is_given_to_a_member_and_none_is_left_in_flight(String balance) throws Exception {
    var group = routing.group(balance, Duration.ofSeconds(30), all);
    routing.traffic.slowStart().begin(all.getFirst().target());
    var draws = Draws.of(together(group).stream());
    assertThat(draws.all()).isEqualTo(THREADS * CALLS);
    assertThat(all).allMatch(each -> draws.count(each) > 0);
    assertThat(all).allMatch(each -> each.inFlight() == 0);
  }

  @Test
  void turns_are_exact_however_many_take_them() throws Exception {
    var draws = Draws.of(together(routing.group("round_robin", Duration.ZERO, all)).stream());
    assertThat(all).extracting(draws::count).containsExactly(4_000L, 8_000L, 12_000L);
  }

  private List<Candidate> together(Group group) throws InterruptedException, ExecutionException {
    var start = new CyclicBarrier(THREADS);
    var chosen = new ArrayList<Candidate>();
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      var running = new ArrayList<Future<List<Candidate>>>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return calls(group, thread);
                }));
      }
      for (var each : running) {
        chosen.addAll(each.get());
      }
    }
    return chosen;
  }

  private List<Candidate> calls(Group group, int thread) {
    var loop = new TestingLoop();
    var chosen = new ArrayList<Candidate>();
    for (int i = 0; i < CALLS; i++) {
      var caller = Caller.ANONYMOUS.inSession(thread + "-" + i);
      var request = new RoutingRequest(TestingRouting.request(), caller);
      var one = group.choose(request, List.of(), false, new Decision()).orElseThrow();
      var call = new Call("c", caller, loop, Duration.ofMinutes(1));
      var attempt = call.attempt(one.target());
      routing.traffic.admit(request.request(), call, attempt);
      attempt.settle(new Outcome.Completed(Usage.NONE));
      chosen.add(one);
    }
    return chosen;
  }
}
