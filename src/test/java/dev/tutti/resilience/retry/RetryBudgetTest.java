package dev.tutti.resilience.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.TestingLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private final TestingLoop loop = new TestingLoop();

  private static int granted(RetryBudget budget, int wanted) {
    int granted = 0;
    for (int i = 0; i < wanted; i++) {
      granted += budget.retry() ? 1 : 0;
    }
    return granted;
  }

  @Test
  void retries_are_a_share_of_the_calls_of_the_last_ten_seconds() {
    var budget = new RetryBudget(new RetryBudget.Settings(0.3, 0), loop::nanos);
    for (int i = 0; i < 100; i++) {
      budget.call();
    }
    assertThat(granted(budget, 100)).isEqualTo(30);
    loop.advance(Duration.ofSeconds(5));
    assertThat(granted(budget, 100)).isZero();
    for (int i = 0; i < 10; i++) {
      budget.call();
    }
    assertThat(granted(budget, 100)).isEqualTo(3);
    loop.advance(Duration.ofSeconds(9));
    assertThat(granted(budget, 100)).isZero();
  }

  @Test
  void requests_that_went_out_twice_leave_less() {
    var budget = new RetryBudget(new RetryBudget.Settings(0.3, 0), loop::nanos);
    for (int i = 0; i < 100; i++) {
      budget.call();
    }
    for (int i = 0; i < 20; i++) {
      budget.repeated();
    }
    assertThat(granted(budget, 100)).isEqualTo(8);
    assertThat(budget.granted()).isEqualTo(8);
    loop.advance(Duration.ofSeconds(10));
    assertThat(granted(budget, 1)).isZero();
  }

  @Test
  void a_process_with_few_calls_has_some_retries() {
    var budget = new RetryBudget(new RetryBudget.Settings(0, 3), loop::nanos);
    assertThat(granted(budget, 100)).isEqualTo(30);
    loop.advance(Duration.ofSeconds(10));
    assertThat(granted(budget, 100)).isEqualTo(30);
  }

  @Test
  void a_long_silence_clears_everything() {
    var budget = new RetryBudget(new RetryBudget.Settings(1, 0), loop::nanos);
    budget.call();
    loop.advance(Duration.ofDays(1));
    assertThat(granted(budget, 1)).isZero();
  }
}
