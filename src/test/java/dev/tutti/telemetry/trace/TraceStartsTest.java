package dev.tutti.telemetry.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.TraceParent;
import dev.tutti.call.UniqueBits;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TraceStartsTest {
  private static final int MANY = 10_000;

  private final UniqueBits ids = new UniqueBits(new Random(7));

  @Test
  void a_share_of_the_traces_is_recorded() {
    var starts = new TraceStarts(ids, new Sampling(true, 0.25), true);
    int recorded = 0;
    for (int i = 0; i < MANY; i++) {
      recorded += starts.begin(null).orElseThrow().isRecorded() ? 1 : 0;
    }
    assertThat(recorded).isBetween(MANY / 4 - 200, MANY / 4 + 200);
  }

  @Test
  void the_caller_may_choose() {
    var caller = new TraceParent("1".repeat(32), "2".repeat(16), 1, "");
    var follows = new TraceStarts(ids, new Sampling(true, 0), true);
    assertThat(follows.begin(caller).orElseThrow().isRecorded()).isTrue();
    var own = new TraceStarts(ids, new Sampling(false, 0), true).begin(caller).orElseThrow();
    assertThat(own.isRecorded()).isFalse();
    assertThat(own.next().header())
        .isEqualTo("00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-00");
  }

  @Test
  void spans_are_the_trace_s_own() {
    var trace = new TraceStarts(ids, new Sampling(true, 1), true).begin(null).orElseThrow();
    assertThat(trace.id()).matches("[0-9a-f]{32}");
    assertThat(trace.next().traceId()).isEqualTo(trace.id());
    assertThat(trace.next().spanId()).matches("[0-9a-f]{16}").isNotEqualTo(trace.span().spanId());
    assertThat(trace.parent()).isEmpty();
  }
}
