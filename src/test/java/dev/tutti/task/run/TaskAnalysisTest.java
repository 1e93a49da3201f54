package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.report.ReportScope;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.Sentence;
import dev.tutti.report.kind.ReportKind;
import dev.tutti.report.kind.ReportRequest;
import dev.tutti.store.Store;
import dev.tutti.task.api.TaskRequest;
import dev.tutti.task.api.TaskRun;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import dev.tutti.task.report.FailureGroup;
import dev.tutti.task.report.TaskAnalysis;
import dev.tutti.task.report.TaskSections;
import dev.tutti.task.report.TaskSuggestion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Analyses of tasks that have run. */
class TaskAnalysisTest {
  @TempDir private Path folder;

  /** Work that fails as its input says, so many times. */
  private static ObjectNode work(TaskRun run) {
    var fails = run.input().path("fails");
    if (run.attempt() <= fails.path("times").asInt(0)) {
      throw Fault.of(FaultCode.valueOf(fails.path("with").asString()), "as it was told");
    }
    return Json.object().put("text", "done");
  }

  private static TaskRequest failing(FaultCode code, int times, int n) {
    var input = Json.object().put("n", n);
    input.putObject("fails").put("with", code.name()).put("times", times);
    return TaskRequest.of("work", input);
  }

  private static TaskAnalysis analysis(TestingTasks rig) {
    var to = rig.now.get().plusSeconds(1);
    return Store.await(TaskAnalysis.of(rig.store, Instant.EPOCH, to, 64));
  }

  private static FailureGroup group(TaskAnalysis of, FaultCode code) {
    return of.failures().stream()
        .filter(each -> each.code().equals(code.code()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void it_agrees_with_the_failures_that_were_injected() {
    try (var rig = TestingTasks.open(folder, TaskAnalysisTest::work)) {
      var all =
          List.of(
              rig.submit(failing(FaultCode.CONNECTION, 1, 1)),
              rig.submit(failing(FaultCode.CONNECTION, 2, 2)),
              rig.submit(failing(FaultCode.CONNECTION, 9, 3)),
              rig.submit(failing(FaultCode.INVALID_REQUEST, 9, 4)),
              rig.submit(TestingTasks.work()));
      rig.tickUntil(
          () -> {
            var states = all.stream().map(each -> rig.find(each.id()).task().state()).toList();
            if (!states.contains(TaskState.RUNNING)) {
              rig.pass(Duration.ofMillis(5));
            }
            return states.stream().allMatch(TaskState::isTerminal);
          },
          "all have ended");
      var told = analysis(rig);
      assertThat(told.ended()).isEqualTo(5);
      assertThat(told.succeeded()).isEqualTo(3);
      assertThat(told.failed()).isEqualTo(4);
      assertThat(told.recovered()).isEqualTo(2);
      var lost = group(told, FaultCode.CONNECTION);
      assertThat(lost.attempts()).as("1 + 2 + 3, after which it is dead").isEqualTo(6);
      assertThat(lost.tasks()).isEqualTo(3);
      assertThat(lost.recovered()).isEqualTo(2);
      assertThat(lost.errorClass()).isEqualTo("network_error");
      assertThat(group(told, FaultCode.INVALID_REQUEST).recovered()).isZero();
      assertThat(told.causes())
          .extracting(each -> each.code() + " " + each.tasks() + " " + each.example())
          .containsExactly(
              "%s 3 as it was told".formatted(FaultCode.CONNECTION.code()),
              "%s 1 as it was told".formatted(FaultCode.INVALID_REQUEST.code()));
    }
  }

  @Test
  void meters_tell_of_the_line_of_retries_and_of_recovery() {
    try (var rig = TestingTasks.open(folder, TaskAnalysisTest::work)) {
      rig.untilLater(rig.submit(failing(FaultCode.CONNECTION, 2, 1)).id(), TaskState.SUCCEEDED);
      var meters = rig.meters;
      rig.tickUntil(() -> meters.find("tutti.tasks.recovered").counter() != null, "it is counted");
      assertThat(meters.get("tutti.tasks.waiting").gauge().value()).isZero();
      assertThat(meters.get("tutti.tasks.running").gauge().value()).isNotNegative();
      assertThat(meters.get("tutti.tasks.oldest").gauge().value()).isNotNegative();
      assertThat(meters.get("tutti.tasks.queue").tag("kind", "work").timer().count()).isEqualTo(3);
      assertThat(meters.get("tutti.tasks.attempts").tag("outcome", "retrying").counter().count())
          .isEqualTo(2);
      assertThat(meters.get("tutti.tasks.recovered").tag("kind", "work").counter().count()).isOne();
      assertThat(meters.get("tutti.tasks.held").tag("reason", "workers").gauge().value()).isZero();
      assertThat(meters.get("tutti.tasks.held").tag("reason", "lasting").gauge().value()).isZero();
    }
  }

  @Test
  void what_somebody_has_requeued_was_not_recovered() {
    try (var rig = TestingTasks.open(folder, TaskAnalysisTest::work)) {
      var task = rig.submit(failing(FaultCode.CONNECTION, 3, 1));
      rig.untilLater(task.id(), TaskState.DEAD);
      Store.await(rig.queue().requeue("me", task.id()));
      rig.untilLater(task.id(), TaskState.SUCCEEDED);
      assertThat(group(analysis(rig), FaultCode.CONNECTION).recovered()).isZero();
    }
  }

  @Test
  void attempts_that_never_help_and_inputs_that_come_again_are_suggested() {
    try (var rig = TestingTasks.open(folder, TaskAnalysisTest::work)) {
      for (int i = 0; i < 12; i++) {
        rig.untilLater(rig.submit(failing(FaultCode.UPSTREAM_ERROR, 9, i)).id(), TaskState.DEAD);
        rig.until(rig.submit(TestingTasks.work()).id(), TaskState.SUCCEEDED);
      }
      var told = analysis(rig).suggestions();
      assertThat(told).extracting(TaskSuggestion::word).contains("stop_retries", "cache");
      var stop =
          told.stream()
              .filter(each -> each.word().equals("stop_retries"))
              .findFirst()
              .orElseThrow();
      assertThat(stop.other()).isEqualTo(FaultCode.UPSTREAM_ERROR.code());
      assertThat(stop.figures())
          .extracting(each -> each.value().intValue())
          .containsExactly(24, 12, 0);
    }
  }

  @Test
  void forecasts_that_were_told_are_held_against_what_came() {
    var random = new Random(7);
    try (var rig =
        TestingTasks.open(
            folder,
            run -> {
              run.used(new TaskUsage((long) (100 * Math.exp(random.nextGaussian())), 0, 1));
              return Json.object();
            })) {
      for (int i = 0; i < 260; i++) {
        rig.until(rig.submit(TestingTasks.work()).id(), TaskState.SUCCEEDED);
      }
      var held = analysis(rig).calibrations().getFirst();
      assertThat(held.tasks()).isBetween(250L, 251L);
      assertThat(100.0 * held.tokens() / held.tasks()).isBetween(68.0, 92.0);
      assertThat(held.cost()).isEqualTo(held.tasks());
    }
  }

  @Test
  void the_report_has_a_table_for_each_part_and_refuses_a_filter_of_calls() {
    try (var rig = TestingTasks.open(folder, TaskAnalysisTest::work)) {
      var sections = new TaskSections(rig.store, () -> 64);
      var scope =
          ReportScope.of(
              TestingTasks.EPOCH.minusSeconds(60),
              TestingTasks.EPOCH.plusSeconds(60),
              ZoneOffset.UTC,
              "",
              TestingTasks.EPOCH);
      var request = new ReportRequest(ReportKind.TASKS, scope, "", List.of(), false);
      var none = sections.section(request).orElseThrow();
      assertThat(none.elements().getFirst()).isEqualTo(Sentence.of("no_tasks"));
      var task = rig.submit(failing(FaultCode.CONNECTION, 1, 1));
      rig.untilLater(task.id(), TaskState.SUCCEEDED);
      var told = sections.section(request).orElseThrow();
      assertThat(told.elements())
          .filteredOn(DataTable.class::isInstance)
          .extracting(each -> ((DataTable) each).rows().size())
          .containsExactly(1, 1, 1, 0);
      var summary = new ReportRequest(ReportKind.SUMMARY, scope, "", List.of(), false);
      assertThat(sections.section(summary).orElseThrow().elements()).hasSize(2);
      assertThat(
              sections.section(
                  new ReportRequest(ReportKind.SUMMARY, scope, "owner=x", List.of(), false)))
          .isEmpty();
    }
  }
}
