package dev.tutti.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinePolicyTest {
  private final LinePolicy policy = new LinePolicy(new Random(1));

  private static Fault fault(FaultCode code) {
    return Fault.of(code, "x");
  }

  @Test
  void limits_are_waited_for_as_long_as_they_say() {
    var asked = Duration.ofSeconds(42);
    assertThat(policy.again(fault(FaultCode.RATE_LIMITED).after(asked), 1)).contains(asked);
    assertThat(policy.again(fault(FaultCode.RATE_LIMITED), 1_000))
        .hasValueSatisfying(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(60)));
    assertThat(policy.again(fault(FaultCode.CONCURRENCY_TIMEOUT), 1_000)).isPresent();
  }

  @Test
  void what_may_pass_is_tried_four_times_and_what_does_not_once() {
    assertThat(policy.again(fault(FaultCode.UPSTREAM_ERROR), 3)).isPresent();
    assertThat(policy.again(fault(FaultCode.UPSTREAM_ERROR), 4)).isEmpty();
    assertThat(policy.again(fault(FaultCode.UPSTREAM_ERROR).afterAnswer(), 1)).isEmpty();
    for (var code :
        new FaultCode[] {
          FaultCode.MODEL_NOT_FOUND,
          FaultCode.INVALID_REQUEST,
          FaultCode.BUDGET_EXCEEDED,
          FaultCode.PERMISSION
        }) {
      assertThat(policy.again(fault(code), 1)).as(code.code()).isEmpty();
    }
  }
}
