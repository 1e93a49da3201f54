package dev.tutti.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.TestingLoop;
import dev.tutti.provider.PhaseTimer.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
