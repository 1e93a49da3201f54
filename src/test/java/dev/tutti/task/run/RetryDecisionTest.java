package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.task.api.TaskEvent;
import dev.tutti.task.api.TaskRun;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.decision.RetryAdvice;
import dev.tutti.task.decision.RetryAdvice.RetryChoice;
import dev.tutti.task.decision.RetryQuestion;
import dev.tutti.task.store.TaskEventTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of a failed task when somebody is asked who may know better than the rules. */
class RetryDecisionTest {
  @TempDir private Path folder;
  private final List<RetryQuestion> questions = new CopyOnWriteArrayList<>();

  private static ObjectNode broken(TaskRun run) {
    throw Fault.of(FaultCode.UPSTREAM_ERROR, "it broke at attempt " + run.attempt());
  }

  private TestingTasks rig(TestingKind.Work work, RetryAdvice advice) {
    var rig = TestingTasks.open(folder, work);
    rig.advisor.set(
        question -> {
          questions.add(question);
          return question.failures() >= 2 ? Optional.of(advice) : Optional.empty();
        });
    return rig;
  }

  private static RetryAdvice advice(RetryChoice choice, Duration pause) {
    return new RetryAdvice(choice, pause, "because", "judge", 1_000);
  }

  private static List<TaskEvent> decisions(TestingTasks rig, String id) {
    return Store.await(rig.queue().events("me", id, 0)).stream()
        .filter(event -> event.type().equals("decided"))
        .toList();
  }

  @Test
  void a_task_that_is_given_up_is_dead_before_all_of_its_attempts() {
    try (var rig = rig(RetryDecisionTest::broken, advice(RetryChoice.GIVE_UP, Duration.ZERO))) {
      var task = rig.submit(TestingTasks.work());
      var dead = rig.untilLater(task.id(), TaskState.DEAD).task();
      assertThat(dead.attempt()).isEqualTo(2);
      assertThat(dead.failure().message()).isEqualTo("it broke at attempt 2");
      assertThat(decisions(rig, task.id()))
          .singleElement()
          .extracting(event -> Json.text(event.data()))
          .isEqualTo(
              "{\"decision\":\"give_up\",\"reason\":\"because\",\"wait\":0.0,\"model\":\"judge\",\"cost_usd\":1.0E-6}");
      assertThat(questions.getLast().failures()).isEqualTo(2);
      assertThat(questions.getLast().most()).isEqualTo(3);
      assertThat(questions.getLast().task().failure().message()).endsWith("attempt 1");
    }
  }

  @Test
  void a_task_that_is_to_wait_is_tried_again_later_and_not_more_often() {
    try (var rig =
        rig(RetryDecisionTest::broken, advice(RetryChoice.WAIT, Duration.ofMinutes(20)))) {
      var task = rig.submit(TestingTasks.work());
      rig.tickUntil(
          () -> {
            if (decisions(rig, task.id()).isEmpty()) {
              rig.pass(Duration.ofMillis(1));
            }
            return rig.find(task.id()).task().failures() == 2;
          },
          "it has failed twice");
      var waiting = rig.find(task.id()).task();
      assertThat(waiting.state()).isEqualTo(TaskState.RETRYING);
      assertThat(Duration.between(rig.now.get(), waiting.times().ready()))
          .isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
      rig.pass(Duration.ofMinutes(21));
      assertThat(rig.until(task.id(), TaskState.DEAD).task().attempt()).isEqualTo(3);
      assertThat(questions).as("at the last failure the rules end it").hasSize(2);
    }
  }

  @Test
  void without_an_answer_the_rules_hold_and_the_history_says_so() {
    try (var rig = TestingTasks.open(folder, RetryDecisionTest::broken)) {
      rig.advisor.set(
          _ -> {
            throw Fault.of(FaultCode.TIMEOUT, "nobody answers");
          });
      var task = rig.submit(TestingTasks.work());
      assertThat(rig.untilLater(task.id(), TaskState.DEAD).task().attempt()).isEqualTo(3);
      assertThat(decisions(rig, task.id()))
          .hasSize(2)
          .allSatisfy(
              event -> assertThat(event.data().at("/error/code").asString()).isEqualTo("timeout"));
    }
  }

  @Test
  void the_latest_decisions_are_remembered_where_there_were_many() {
    try (var rig = TestingTasks.open(folder, RetryDecisionTest::broken)) {
      var id = rig.submit(TestingTasks.work()).id();
      rig.untilLater(id, TaskState.DEAD);
      var at = TestingTasks.EPOCH;
      Store.await(
          rig.store.write(
              handle -> {
                for (int i = 1; i <= 5; i++) {
                  var data = Json.object().put("n", i);
                  TaskEventTable.add(handle, id, "decided", data, at.plusSeconds(i));
                }
                return true;
              }));
      var latest =
          Store.await(rig.store.read(handle -> TaskEventTable.ofFailed(handle, "decided", at, 2)));
      assertThat(latest).extracting(event -> event.data().path("n").asInt()).containsExactly(4, 5);
    }
  }

  @Test
  void nobody_is_asked_where_the_rules_do_not_try_again_or_nothing_has_failed() {
    try (var rig =
        rig(
            run -> {
              throw run.attempt() == 1
                  ? Fault.of(FaultCode.RATE_LIMITED, "slow down")
                  : Fault.invalid("n", "wrong");
            },
            advice(RetryChoice.GIVE_UP, Duration.ZERO))) {
      var task = rig.submit(TestingTasks.work());
      assertThat(rig.untilLater(task.id(), TaskState.FAILED).task().attempt()).isEqualTo(2);
      assertThat(questions).isEmpty();
    }
  }
}
