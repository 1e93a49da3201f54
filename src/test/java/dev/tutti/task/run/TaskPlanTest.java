package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskForecast;
import dev.tutti.task.api.TaskForecast.Range;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskPlan;
import dev.tutti.task.api.TaskReason;
import dev.tutti.task.api.TaskRequest;
import dev.tutti.task.api.TaskRun.IndependentStep;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.plan.AutoPriority;
import dev.tutti.task.plan.EngineLoad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is expected of tasks, what is advised, and steps side by side. */
class TaskPlanTest {
  private static final EngineLoad QUIET = new EngineLoad(0, 64, 0, 0);

  @TempDir private Path folder;

  private static TaskForecast forecast(Duration median, Duration high) {
    return new TaskForecast(
        new Range<>(Duration.ZERO, median, high),
        new Range<>(10L, 20L, 30L),
        new Range<>(1L, 2L, 3L),
        50);
  }

  @Test
  void a_plan_is_read_as_it_was_written() {
    var plan = new TaskPlan("why", forecast(Duration.ofSeconds(1), Duration.ofSeconds(2)), "1.2.0");
    assertThat(TaskPlan.read(plan.text())).isEqualTo(plan);
    assertThat(TaskPlan.read(TaskPlan.NONE.text())).isEqualTo(TaskPlan.NONE);
  }

  @Test
  void a_near_deadline_makes_it_urgent() {
    var slow = forecast(Duration.ofMinutes(2), Duration.ofMinutes(4));
    assertThat(AutoPriority.of(null, null, QUIET)).isEqualTo(new AutoPriority(5, "5 is usual"));
    assertThat(AutoPriority.of(Duration.ofHours(2), null, QUIET).level()).isEqualTo(6);
    assertThat(AutoPriority.of(Duration.ofSeconds(50), null, QUIET).level()).isEqualTo(9);
    var urgent = AutoPriority.of(Duration.ofMinutes(5), slow, QUIET);
    assertThat(urgent.level()).as("one minute is left after four").isEqualTo(9);
    assertThat(urgent.reason()).contains("PT5M until its deadline, of which it may take PT4M");
  }

  @Test
  void what_is_short_goes_before_and_who_has_most_of_the_line_waits() {
    var brief = forecast(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(AutoPriority.of(null, brief, QUIET).level()).isEqualTo(6);
    var lengthy = forecast(Duration.ofMinutes(10), Duration.ofMinutes(20));
    assertThat(AutoPriority.of(null, lengthy, QUIET).level()).isEqualTo(4);
    var crowded = AutoPriority.of(null, null, new EngineLoad(64, 64, 80, 61));
    assertThat(crowded.level()).isEqualTo(4);
    assertThat(crowded.reason()).contains("61 of the 80 tasks");
    assertThat(AutoPriority.of(null, null, new EngineLoad(64, 64, 80, 80)).level()).isEqualTo(5);
  }

  @Test
  void a_task_keeps_its_forecast_and_why_it_has_its_priority() {
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      for (int i = 0; i < 9; i++) {
        rig.until(rig.submit(TestingTasks.work()).id(), TaskState.SUCCEEDED);
      }
      rig.tickUntil(() -> rig.queue().forecast("work", "").isPresent(), "enough is known");
      var task = rig.submit(TestingTasks.work().autoPriority());
      var plan = rig.find(task.id()).task().plan();
      assertThat(plan.priorityReason()).contains("expected to take");
      assertThat(plan.forecast().orElseThrow().basis()).isEqualTo(9);
      assertThat(rig.find(task.id()).task().priority()).isEqualTo(6);
      assertThat(rig.queue().advice(task)).extracting(TaskReason::word).contains("run_now");
    }
  }

  @Test
  void what_was_asked_before_is_advised_to_be_cached_to_who_has_asked_it() {
    try (var rig = TestingTasks.open(folder, _ -> Json.object())) {
      for (int i = 0; i < 2; i++) {
        assertThat(advice(rig, TestingTasks.work(), TestingTasks.ME)).doesNotContain("cache");
      }
      rig.tickUntil(
          () -> advice(rig, TestingTasks.work(), TestingTasks.ME).contains("cache"),
          "it is known that two have asked the same");
      var other = TaskRequest.of("work", Json.object().put("n", 2));
      assertThat(advice(rig, other, TestingTasks.ME)).doesNotContain("cache");
      var you = new TaskOwner("you", "", "", "");
      assertThat(advice(rig, TestingTasks.work(), you)).doesNotContain("cache");
    }
  }

  /** Advice about a task that has succeeded by then. */
  private static List<String> advice(TestingTasks rig, TaskRequest request, TaskOwner owner) {
    var task = Store.await(rig.queue().submit(request, new Principal.Anonymous(), owner)).task();
    var words = rig.queue().advice(task).stream().map(TaskReason::word).toList();
    var wait = rig.queue().await(owner.owner(), task.id(), Duration.ofMinutes(5));
    assertThat(Store.await(wait).task().state()).isEqualTo(TaskState.SUCCEEDED);
    return words;
  }

  private static List<IndependentStep> steps(int count, IndependentStep like) {
    return IntStream.range(0, count)
        .mapToObj(i -> new IndependentStep(like.name() + i, like.requestHash(), like.work()))
        .toList();
  }

  @Test
  void independent_steps_run_side_by_side_and_keep_their_order() {
    var together = new CyclicBarrier(4);
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              var numbers = new AtomicInteger();
              var like =
                  new IndependentStep(
                      "s",
                      "h",
                      () -> {
                        together.await(); // four of them, or nobody
                        return StepResult.of(Json.valueOf(numbers.incrementAndGet()));
                      });
              return Json.object().put("sum", run.steps(steps(8, like), 4).size());
            })) {
      var task = rig.submit(TestingTasks.work());
      assertThat(rig.until(task.id(), TaskState.SUCCEEDED).result().orElseThrow().path("sum"))
          .isEqualTo(Json.valueOf(8));
    }
  }

  @Test
  void a_failed_step_ends_the_others_and_what_has_finished_is_not_done_again() {
    var made = new AtomicInteger();
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              var kept = new CountDownLatch(1);
              var all =
                  List.of(
                      new IndependentStep(
                          "good", "h", () -> StepResult.of(Json.valueOf(made.incrementAndGet()))),
                      new IndependentStep(
                          "bad",
                          "h",
                          () -> {
                            if (run.attempt() == 1) {
                              throw Fault.of(FaultCode.OVERLOADED, "busy");
                            }
                            return StepResult.of(Json.valueOf(0));
                          }),
                      new IndependentStep(
                          "long",
                          "h",
                          () -> {
                            if (run.attempt() == 1) {
                              kept.await(); // ends by the interrupt
                            }
                            return StepResult.of(Json.valueOf(0));
                          }));
              run.steps(all.subList(0, 1), 1);
              return Json.object().put("n", run.steps(all, 3).size());
            })) {
      var task = rig.submit(TestingTasks.work());
      rig.untilLater(task.id(), TaskState.SUCCEEDED);
      assertThat(made).hasValue(1);
    }
  }

  @Test
  void steps_of_one_name_are_refused() {
    var step = new IndependentStep("s", "h", () -> StepResult.of(Json.valueOf(1)));
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              assertThatThrownBy(() -> run.steps(List.of(step, step), 2))
                  .isInstanceOf(IllegalArgumentException.class);
              return Json.object();
            })) {
      rig.until(rig.submit(TestingTasks.work()).id(), TaskState.SUCCEEDED);
    }
  }
}
