package dev.tutti.cooperation.task;

import dev.tutti.cooperation.member.RunObserver;
import dev.tutti.task.api.TaskRun;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/** Progress of a task: how many members have answered, and what happened last. */
record TaskProgress(TaskRun run, AtomicLong answered) implements RunObserver {
  TaskProgress(TaskRun run) {
    this(run, new AtomicLong());
  }

  @Override
  public void progress(ObjectNode what) {
    var event = what.path("event").asString("");
    long done = event.equals("answered") ? answered.incrementAndGet() : answered.get();
    var step = what.path("step").asString(what.path("stage").asString(""));
    run.progress(done, 0, step + " " + event);
  }
}
