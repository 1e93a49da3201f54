package dev.tutti.routing.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeastLatencyTest {
  private static final long SEED = 12;

  private final TestingRouting routing = new TestingRouting();
  private final List<Candidate> all = routing.candidates(3);
  private final LeastLatency balancer = new LeastLatency(new Random(SEED));

  private Candidate chosen(List<Candidate> candidates) {
    return balancer.choose(candidates, TestingRouting.routing());
  }

  private void answerIn(long... millis) {
    for (int i = 0; i < millis.length; i++) {
      routing.answers(all.get(i), Duration.ofMillis(millis[i]));
    }
  }

  @Test
  void the_fastest_of_two_random_ones_is_asked() {
    answerIn(100, 200, 300);
    var draws = Draws.of(30_000, () -> chosen(all));
    draws.assertShares(all.subList(0, 2), 2.0 / 3, 1.0 / 3);
    assertThat(balancer.ranking(all, TestingRouting.routing())).containsExactlyElementsOf(all);
  }

  @Test
  void while_nothing_is_known_all_share_the_calls() {
    Draws.of(30_000, () -> chosen(all)).assertShares(all, 1.0 / 3, 1.0 / 3, 1.0 / 3);
  }

  @Test
  void attempts_in_flight_multiply_the_latency() {
    answerIn(100, 250);
    var two = all.subList(0, 2);
    routing.begin(all.getFirst(), 1);
    assertThat(Draws.of(50, () -> chosen(two)).count(all.getFirst())).isEqualTo(50);
    routing.begin(all.getFirst(), 1);
    assertThat(Draws.of(50, () -> chosen(two)).count(all.get(1))).isEqualTo(50);
  }

  @Test
  void an_unknown_one_is_asked_once_until_it_has_answered() {
    answerIn(100, 100);
    var two = List.of(all.getFirst(), all.get(2));
    assertThat(chosen(two)).isSameAs(all.get(2));
    routing.begin(all.get(2));
    assertThat(Draws.of(50, () -> chosen(two)).count(all.getFirst())).isEqualTo(50);
  }

  @Test
  void one_slow_answer_is_enough_to_be_left_and_time_without_news_to_be_tried_again() {
    answerIn(100, 200);
    var two = all.subList(0, 2);
    answerIn(2_000);
    assertThat(chosen(two)).isSameAs(all.get(1));
    for (int i = 0; i < 60; i++) {
      routing.loop.advance(Duration.ofSeconds(1));
      routing.answers(all.get(1), Duration.ofMillis(200));
    }
    assertThat(chosen(two)).isSameAs(all.getFirst());
  }

  @Test
  void failing_fast_is_not_being_fast() {
    answerIn(100, 200);
    routing
        .begin(all.getFirst())
        .settle(new Outcome.Failed(Fault.of(FaultCode.UPSTREAM_ERROR, "x"), Usage.NONE));
    assertThat(chosen(all.subList(0, 2))).isSameAs(all.get(1));
  }

  @Test
  void a_long_stream_is_known_by_its_first_token_before_it_ends() {
    var attempt = routing.begin(all.getFirst());
    routing.loop.advance(Duration.ofMillis(300));
    attempt.firstToken();
    assertThat(all.getFirst().latency()).isEqualTo(Duration.ofMillis(300));
    assertThat(all.getFirst().inFlight()).isEqualTo(1);
  }
}
