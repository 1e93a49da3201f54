package dev.tutti.cooperation.task;

import dev.tutti.cooperation.member.RunObserver;
import dev.tutti.cooperation.plan.CooperationPlan;
import dev.tutti.task.api.TaskRun;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * Progress of a task: how many members have answered, and what happened last.
 *
 * @param total number of answers that the run takes; 0 where that depends on what they say
 */
record TaskProgress(TaskRun run, long total, AtomicLong answered) implements RunObserver {
  static TaskProgress of(TaskRun run, CooperationPlan plan) {
    return new TaskProgress(run, total(plan), new AtomicLong());
  }

  private static long total(CooperationPlan plan) {
    return switch (plan) {
      case CooperationPlan.Pipeline pipeline -> pipeline.steps().size();
      case CooperationPlan.Sequential sequential ->
          sequential.isCritique() ? 0 : sequential.steps().size();
      case CooperationPlan.Parallel _,
          CooperationPlan.Debate _,
          CooperationPlan.Mixture _,
          CooperationPlan.Cascade _ ->
          0;
    };
  }

  @Override
  public void progress(ObjectNode what) {
    var event = what.path("event").asString("");
    long done = event.equals("answered") ? answered.incrementAndGet() : answered.get();
    var step = what.path("step").asString(what.path("stage").asString(""));
    run.progress(done, total, step + " " + event);
  }
}
