package dev.tutti.provider.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.TestingLoop;
import dev.tutti.provider.exchange.PhaseTimer.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseTimerTest {
  private static final Timeouts TIMEOUTS =
      new Timeouts(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          Duration.ofSeconds(60),
          Duration.ofSeconds(20));

  private final TestingLoop loop = new TestingLoop();
  private final List<String> late = new ArrayList<>();

  @Test
  void headers_have_their_own_limit() {
    var timer = streamed();
    timer.enter(Phase.HEADERS);
    pass(1_999);
    assertThat(late).isEmpty();
    pass(1);
    assertThat(late).containsExactly("headers: no answer within 2 s");
  }

  @Test
  void the_first_token_is_counted_from_the_request() {
    var timer = streamed();
    timer.enter(Phase.HEADERS);
    pass(1_500);
    timer.enter(Phase.FIRST_TOKEN);
    timer.progress(); // bytes that say nothing
    pass(3_499);
    assertThat(late).isEmpty();
    pass(1);
    assertThat(late).containsExactly("first_token: no content within 5 s");
  }

  @ParameterizedTest
  @CsvSource({"30, 30, 29, 1001", "60, 10, 9, 1001", "30, 30, 0, 30001"})
  void the_first_token_never_takes_longer_than_it_may(
      int headers, int firstToken, int headersCame, int thenLate) {
    var limits =
        new Timeouts(
            Duration.ofSeconds(1),
            Duration.ofSeconds(headers),
            Duration.ofSeconds(firstToken),
            Duration.ofSeconds(30),
            Duration.ofSeconds(300),
            Duration.ofSeconds(60));
    var timer = new PhaseTimer(loop.ticking(), limits, true, late::add);
    timer.enter(Phase.HEADERS);
    pass(headersCame * 1_000L);
    timer.enter(Phase.FIRST_TOKEN);
    pass(thenLate - 2L);
    assertThat(late).isEmpty();
    pass(2);
    assertThat(late).containsExactly("first_token: no content within " + firstToken + " s");
  }

  @Test
  void idle_is_counted_from_the_last_bytes() {
    var timer = flowing();
    for (int i = 0; i < 5; i++) {
      pass(2_900);
      timer.progress();
    }
    assertThat(late).isEmpty();
    pass(3_000);
    assertThat(late).containsExactly("idle: nothing more within 3 s");
  }

  @Test
  void a_slow_reader_is_not_the_upstreams_fault() {
    var timer = flowing();
    timer.pause();
    pass(30_000);
    timer.resume();
    pass(2_999);
    assertThat(late).isEmpty();
    pass(1);
    assertThat(late).containsExactly("idle: nothing more within 3 s");
  }

  @Test
  void the_total_runs_on_even_for_a_slow_reader() {
    var timer = flowing();
    timer.pause();
    pass(60_000);
    assertThat(late).containsExactly("total: not done within 60 s");
  }

  @Test
  void an_answer_in_one_piece_has_nothing_but_its_total() {
    var timer = new PhaseTimer(loop, TIMEOUTS, false, late::add);
    timer.enter(Phase.HEADERS);
    pass(12_000);
    timer.enter(Phase.FIRST_TOKEN);
    pass(7_999);
    assertThat(late).isEmpty();
    pass(1);
    assertThat(late).containsExactly("total: not done within 20 s");
  }

  @Test
  void who_is_done_is_never_late_and_leaves_no_timer() {
    var timer = flowing();
    timer.stop();
    pass(100_000);
    assertThat(late).isEmpty();
    assertThat(loop.timers()).isZero();
  }

  private PhaseTimer streamed() {
    return new PhaseTimer(loop, TIMEOUTS, true, late::add);
  }

  private PhaseTimer flowing() {
    var timer = streamed();
    timer.enter(Phase.HEADERS);
    timer.enter(Phase.FIRST_TOKEN);
    timer.enter(Phase.IDLE);
    return timer;
  }

  private void pass(long millis) {
    loop.advance(Duration.ofMillis(millis));
  }
}
