package dev.tutti.task.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.api.TaskState;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailurePolicyTest {
  private static final TaskSettings.Retry RETRY =
      new TaskSettings.Retry(Duration.ofSeconds(1), Duration.ofSeconds(8));

  private final FailurePolicy policy = new FailurePolicy(RETRY, new Random(1));

  private FailurePolicy.Verdict on(FaultCode code, int failures) {
    return policy.on(Fault.of(code, "no"), failures, failures, 3);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.INCLUDE,
      names = {
        "INVALID_REQUEST",
        "AUTHENTICATION",
        "PERMISSION",
        "REQUEST_TOO_LARGE",
        "CONTEXT_LENGTH_EXCEEDED",
        "CONTENT_FILTER",
        "LIMIT_EXCEEDED",
        "MODEL_NOT_FOUND"
      })
  void what_would_fail_in_the_same_way_is_not_tried_again(FaultCode code) {
    assertThat(on(code, 1).state()).isEqualTo(TaskState.FAILED);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.INCLUDE,
      names = {"OVERLOADED", "UPSTREAM_ERROR", "CONNECTION", "TIMEOUT", "INTERNAL"})
  void what_may_pass_is_tried_again_until_it_is_dead(FaultCode code) {
    assertThat(on(code, 1).state()).isEqualTo(TaskState.RETRYING);
    assertThat(on(code, 2).state()).isEqualTo(TaskState.RETRYING);
    assertThat(on(code, 3).state()).isEqualTo(TaskState.DEAD);
  }

  @Test
  void waits_grow_with_full_jitter_up_to_the_longest() {
    for (int failures = 1; failures < 40; failures++) {
      var verdict = policy.on(Fault.of(FaultCode.OVERLOADED, "no"), failures, failures, 100);
      long most = Math.min(8_000, 1_000L << Math.min(failures - 1, 10));
      assertThat(verdict.pause()).isBetween(Duration.ZERO, Duration.ofMillis(most));
    }
  }

  @Test
  void a_wait_that_is_asked_for_is_kept_within_reason() {
    var fault = Fault.of(FaultCode.RATE_LIMITED, "no").after(Duration.ofMinutes(3));
    assertThat(policy.on(fault, 1, 1, 3).pause()).isEqualTo(Duration.ofMinutes(3));
    assertThat(policy.on(fault.after(Duration.ofDays(1)), 1, 1, 3).pause())
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void who_is_turned_away_has_not_failed() {
    var verdict = policy.on(Fault.of(FaultCode.RATE_LIMITED, "later"), 50, 3, 3);
    assertThat(verdict.state()).isEqualTo(TaskState.RETRYING);
    assertThat(verdict.counts()).isFalse();
    assertThat(policy.on(Fault.of(FaultCode.RATE_LIMITED, "later"), 1_000, 3, 3).state())
        .isEqualTo(TaskState.DEAD);
  }
}
