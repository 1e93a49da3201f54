package dev.tutti.store;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StepRunnerTest {
  private final List<String> steps = new ArrayList<>();
  private boolean broken = true;
  private final StepRunner runner = new StepRunner("Trying", List.of(this::step));

  private CompletableFuture<Boolean> step() {
    if (broken) {
      throw new IllegalStateException("closed");
    }
    steps.add("step");
    return completedFuture(steps.size() < 2);
  }

  @Test
  void a_step_that_throws_is_a_failure_and_is_tried_again() {
    assertThat(runner.advance()).isCompletedExceptionally();
    broken = false;
    assertThat(runner.advance()).isCompleted();
    assertThat(steps).hasSize(2);
  }

  @Test
  void who_comes_while_it_runs_waits_for_that() {
    var step = new CompletableFuture<Boolean>();
    var slow = new StepRunner("Trying", List.of(() -> step));
    var first = slow.advance();
    var second = slow.advance();
    assertThat(second).isNotCompleted();
    step.complete(false);
    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
  }

  @Test
  void a_look_that_fails_is_a_failure_and_is_tried_again() {
    broken = false;
    assertThat(runner.advanceWhen(() -> CompletableFuture.failedFuture(new Exception("full"))))
        .isCompletedExceptionally();
    assertThat(
            runner.advanceWhen(
                () -> {
                  throw new IllegalStateException("closed");
                }))
        .isCompletedExceptionally();
    assertThat(runner.advanceWhen(() -> completedFuture(false))).isCompleted();
    assertThat(steps).isEmpty();
    assertThat(runner.advanceWhen(() -> completedFuture(true))).isCompleted();
    assertThat(steps).hasSize(2);
  }
}
