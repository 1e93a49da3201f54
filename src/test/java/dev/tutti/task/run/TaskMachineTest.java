package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskLimits;
import dev.tutti.task.api.TaskRun;
import dev.tutti.task.api.TaskRun.IndependentStep;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import dev.tutti.task.report.TaskAnalysis;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What tasks take of the machine: time of processors, and bytes of the network. */
class TaskMachineTest {
  private static final long SPIN = Duration.ofMillis(20).toNanos();

  @TempDir private Path folder;

  /** Keeps a processor busy for some time, by its own counter. */
  private static StepResult spin() {
    var threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + SPIN;
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
    return StepResult.of(Json.object());
  }

  private static ObjectNode computed(TaskRun run) throws Exception {
    spin();
    run.steps(
        List.of(
            new IndependentStep("one", "h", TaskMachineTest::spin),
            new IndependentStep("two", "h", TaskMachineTest::spin)),
        2);
    return Json.object().put("virtual", Thread.currentThread().isVirtual());
  }

  @Test
  void the_time_of_processors_of_what_computes_is_measured_over_all_its_threads() {
    try (var rig = TestingTasks.computing(folder, TaskMachineTest::computed)) {
      var ended = rig.until(rig.submit(TestingTasks.work()).id(), TaskState.SUCCEEDED);
      assertThat(ended.result().orElseThrow().path("virtual").asBoolean()).isFalse();
      assertThat(ended.task().usage().cpu())
          .isBetween(Duration.ofMillis(60), Duration.ofSeconds(2));
      rig.tickUntil(() -> rig.meters.find("tutti.tasks.cpu").timer() != null, "it is counted");
      assertThat(ofAll(rig)).isEqualTo(ended.task().usage());
    }
  }

  /** Usage of all tasks as the report of tasks has it. */
  private static TaskUsage ofAll(TestingTasks rig) {
    var to = rig.now.get().plusSeconds(1);
    var analysis = Store.await(TaskAnalysis.of(rig.store, Instant.EPOCH, to, 64));
    return analysis.figures().getFirst().usage();
  }

  @Test
  void what_keeps_processors_busy_beyond_its_limit_is_ended() {
    try (var rig =
        TestingTasks.computing(
            folder,
            run -> {
              run.step("one", "h", () -> StepResult.of(Json.object()));
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
              throw new InterruptedException("as told");
            })) {
      var limits = TaskLimits.NONE.machine(Long.MAX_VALUE, Duration.ofMillis(50));
      var task = rig.submit(TestingTasks.work().limits(limits));
      var ended = rig.until(task.id(), TaskState.FAILED).task();
      assertThat(ended.failure().errorClass()).isEqualTo("resource_error");
      assertThat(ended.failure().message()).contains("cpu_time");
      assertThat(ended.usage().cpu()).isGreaterThan(Duration.ofMillis(50));
      assertThat(ended.limits()).isEqualTo(limits);
      assertThat(Store.await(rig.queue().steps("me", task.id()))).hasSize(1);
    }
  }

  @Test
  void what_waits_for_others_has_no_time_of_processors_and_no_limit_of_it() {
    try (var rig =
        TestingTasks.open(
            folder,
            _ -> {
              spin();
              return Json.object();
            })) {
      var limited = TestingTasks.work().limits(TaskLimits.NONE.machine(1, Duration.ofMillis(50)));
      assertThatThrownBy(() -> rig.submit(limited))
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.param()).contains("limits.cpu_time"));
    }
  }

  @Test
  void a_submission_is_known_again_that_an_earlier_version_was_sent() {
    var request = TestingTasks.work();
    assertThat(request.fingerprint())
        .contains(
            "TaskLimits[tokens=9223372036854775807, nanoDollars=9223372036854775807,"
                + " outputBytes=8388608, steps=100000, wallTime=PT87840H]\"");
    var limited = request.limits(TaskLimits.NONE.machine(1_000, TaskLimits.ANY_TIME));
    assertThat(limited.fingerprint()).isNotEqualTo(request.fingerprint());
  }

  /** A task that has bytes go over the network in its step and after it. */
  private TestingTasks transferring(AtomicReference<TestingTasks> rig) {
    var opened =
        TestingTasks.open(
            folder,
            run -> {
              run.step(
                  "one",
                  "h",
                  () -> {
                    rig.get().tasks.transferred(run.id(), 700);
                    return StepResult.of(Json.object());
                  });
              rig.get().tasks.transferred(run.id(), 50);
              return Json.object();
            });
    rig.set(opened);
    return opened;
  }

  @Test
  void bytes_of_the_network_are_added_up_whether_a_step_has_them_or_not() {
    try (var rig = transferring(new AtomicReference<>())) {
      var ended = rig.until(rig.submit(TestingTasks.work()).id(), TaskState.SUCCEEDED).task();
      assertThat(ended.usage().networkBytes()).isEqualTo(750);
      assertThat(ended.usage().cpu()).isZero();
      assertThat(rig.meters.get("tutti.tasks.network").counter().count()).isEqualTo(750);
      assertThat(ofAll(rig).networkBytes()).isEqualTo(750);
    }
  }

  @Test
  void bytes_beyond_the_limit_end_it_behind_its_step() {
    try (var rig = transferring(new AtomicReference<>())) {
      var limits = TaskLimits.NONE.machine(600, TaskLimits.ANY_TIME);
      var task = rig.submit(TestingTasks.work().limits(limits));
      var ended = rig.until(task.id(), TaskState.FAILED).task();
      assertThat(ended.failure().message()).contains("network_bytes: 700 (expected: at most 600)");
      assertThat(Store.await(rig.queue().steps("me", task.id()))).hasSize(1);
    }
  }
}
