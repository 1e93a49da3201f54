package dev.tutti.task.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.FaultCode;
import dev.tutti.task.api.TaskPlan;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each suggestion with the tasks that give it, and the figures that it says. */
class TaskRulesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final List<EndedTask> tasks = new ArrayList<>();
  private final List<FailureGroup> failures = new ArrayList<>();

  /** Task that has succeeded; those that are added first have ended last. */
  private static EndedTask task(String subject, int n, long queued, long ran, long cost) {
    return new EndedTask(
        "chat",
        subject,
        TaskState.SUCCEEDED,
        5,
        0,
        NOW.minusSeconds(n),
        queued,
        ran,
        30_000,
        new TaskUsage(1_000, 0, cost),
        "",
        subject + n,
        TaskPlan.NONE);
  }

  private static EndedTask like(EndedTask of, TaskState state, int priority, String code) {
    return new EndedTask(
        of.kind(),
        of.subject(),
        state,
        priority,
        of.failures(),
        of.ended(),
        of.queued(),
        of.ran(),
        of.timeout(),
        of.usage(),
        code,
        of.requestHash(),
        of.plan());
  }

  private void add(int count, String subject, long queued, long ran, long cost) {
    for (int i = 0; i < count; i++) {
      tasks.add(task(subject, i, queued, ran, cost));
    }
  }

  private List<TaskSuggestion> suggested() {
    return TaskAnalysis.of(tasks.size(), tasks, failures, List.of(), 128).suggestions();
  }

  private TaskSuggestion suggested(String word) {
    return suggested().stream().filter(each -> each.word().equals(word)).findFirst().orElseThrow();
  }

  private static List<Double> figures(TaskSuggestion of) {
    return of.figures().stream().map(each -> each.value().doubleValue()).toList();
  }

  @Test
  void what_goes_well_needs_nothing() {
    add(100, "fast", 5, 800, 100);
    assertThat(suggested()).isEmpty();
  }

  @Test
  void a_time_out_that_is_too_low() {
    add(90, "fast", 5, 25_000, 100);
    for (int i = 0; i < 10; i++) {
      tasks.add(
          like(task("fast", 100 + i, 5, 30_000, 0), TaskState.TIMED_OUT, 5, "deadline_exceeded"));
    }
    assertThat(figures(suggested("raise_timeout"))).containsExactly(0.1, 30_000.0, 25_000.0);
  }

  @Test
  void limits_that_are_too_low() {
    add(20, "fast", 5, 800, 100);
    for (int i = 0; i < 5; i++) {
      var code = FaultCode.LIMIT_EXCEEDED.code();
      tasks.add(like(task("fast", 100 + i, 5, 800, 0), TaskState.FAILED, 5, code));
    }
    assertThat(figures(suggested("raise_limits"))).containsExactly(5.0, 25.0);
  }

  @Test
  void a_cheaper_model_that_succeeds_as_often() {
    add(40, "large", 5, 800, 1_000);
    add(40, "small", 5, 800, 100);
    var told = suggested("cheaper_model");
    assertThat(told.subject()).isEqualTo("large");
    assertThat(told.other()).isEqualTo("small");
    assertThat(figures(told)).containsExactly(1.0, 1.0, 36_000e-9);
  }

  @Test
  void a_cheaper_model_that_fails_more_is_none() {
    add(40, "large", 5, 800, 1_000);
    add(36, "small", 5, 800, 100);
    for (int i = 0; i < 4; i++) {
      tasks.add(like(task("small", 100 + i, 5, 800, 100), TaskState.DEAD, 5, "upstream_error"));
    }
    assertThat(suggested()).extracting(TaskSuggestion::word).doesNotContain("cheaper_model");
  }

  @Test
  void what_has_become_slower_and_what_most_of_the_money_goes_to() {
    add(30, "fast", 5, 2_000, 900);
    for (int i = 0; i < 30; i++) {
      tasks.add(task("fast", 100 + i, 5, 1_000, 900));
    }
    add(10, "other", 5, 10, 1);
    assertThat(figures(suggested("slower"))).containsExactly(2_000.0, 1_000.0, 60.0);
    assertThat(figures(suggested("expensive")).getLast()).isEqualTo(60.0);
  }

  @Test
  void priorities_that_change_nothing() {
    add(30, "fast", 5, 800, 100);
    for (int i = 0; i < 30; i++) {
      tasks.add(like(task("fast", 100 + i, 5, 800, 100), TaskState.SUCCEEDED, 9, ""));
    }
    assertThat(figures(suggested("priority_useless"))).containsExactly(30.0, 5.0);
  }

  @Test
  void everything_urgent() {
    for (int i = 0; i < 50; i++) {
      tasks.add(like(task("fast", i, 5, 800, 100), TaskState.SUCCEEDED, 9, ""));
    }
    assertThat(figures(suggested("everything_urgent"))).containsExactly(1.0, 50.0);
  }

  @Test
  void tasks_that_wait_for_longer_than_they_run() {
    add(50, "fast", 9_000, 800, 100);
    assertThat(figures(suggested("more_workers"))).containsExactly(9_000.0, 800.0, 128.0);
  }

  @Test
  void a_limit_of_pace_that_refuses_many() {
    add(50, "fast", 5, 800, 100);
    var code = FaultCode.RATE_LIMITED.code();
    failures.add(new FailureGroup("chat", "resource_error", code, 30, 20, 20, 0, NOW, NOW));
    var told = suggested("fewer_at_once");
    assertThat(told.other()).isEqualTo(code);
    assertThat(figures(told)).containsExactly(30.0, 50.0, 128.0);
  }
}
