package dev.tutti.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Patience;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ActiveCallsTest {
  private final ActiveCalls live = new ActiveCalls();
  private final Call call =
      new Call("one", Caller.ANONYMOUS, new TestingLoop(), Duration.ofMinutes(1));

  @Test
  void a_call_that_is_live_is_waited_for() {
    live.add(call);
    var gone = live.gone("one", Duration.ofHours(1));
    var again = live.gone("one", Duration.ofHours(1));
    assertThat(gone).isNotDone();
    live.remove(call);
    assertThat(gone).isCompleted();
    assertThat(again).isCompleted();
  }

  @Test
  void nobody_waits_for_what_is_not_there() {
    live.add(call);
    assertThat(live.gone("other", Duration.ofHours(1))).isCompleted();
    live.remove(call);
    assertThat(live.gone("one", Duration.ofHours(1))).isCompleted();
  }

  @Test
  void a_wait_has_an_end() throws Exception {
    live.add(call);
    Patience.await(live.gone("one", Duration.ofMillis(1)), "the end of the wait");
    assertThat(live.count()).isEqualTo(1);
  }
}
