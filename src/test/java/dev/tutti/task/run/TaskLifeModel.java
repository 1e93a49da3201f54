package dev.tutti.task.run;

import dev.tutti.task.api.TaskState;
import java.util.List;

/** What should become of one task: a few lines that are easily seen to be right. */
final class TaskLifeModel {
  private static final int MOST_FAILURES = 3;
  private static final long TIMEOUT_SECONDS = 30;

  /** What an attempt does. */
  enum Act {
    SUCCEED,
    FAIL,
    REFUSE,
    HANG
  }

  private final List<Act> acts;
  private final long ready;
  private TaskState state = TaskState.PENDING;
  private int attempts;
  private int failures;
  private int ends;
  private long began;

  /**
   * @param acts of its attempts; those after the last one succeed
   * @param ready second at which it may begin
   */
  TaskLifeModel(List<Act> acts, long ready, long now) {
    this.acts = acts;
    this.ready = ready;
    if (ready > now) {
      state = TaskState.SCHEDULED;
    } else {
      run(now);
    }
  }

  static Act act(List<Act> acts, int attempt) {
    return attempt <= acts.size() ? acts.get(attempt - 1) : Act.SUCCEED;
  }

  private void run(long now) {
    while (true) {
      attempts++;
      switch (act(acts, attempts)) {
        case SUCCEED -> {
          end(TaskState.SUCCEEDED);
          return;
        }
        case REFUSE -> {
          end(TaskState.FAILED);
          return;
        }
        case HANG -> {
          state = TaskState.RUNNING;
          began = now;
          return;
        }
        case FAIL -> {
          failures++;
          if (failures == MOST_FAILURES) {
            end(TaskState.DEAD);
            return;
          }
        }
      }
    }
  }

  private void end(TaskState how) {
    state = how;
    ends++;
  }

  void pass(long now) {
    if (state == TaskState.SCHEDULED && now >= ready) {
      run(now);
    } else if (state == TaskState.RUNNING && now - began >= TIMEOUT_SECONDS) {
      end(TaskState.TIMED_OUT);
    }
  }

  void cancel() {
    if (!state.isTerminal()) {
      end(TaskState.CANCELLED);
    }
  }

  boolean requeue(long now) {
    if (!state.isRequeueable()) {
      return false;
    }
    failures = 0;
    run(now);
    return true;
  }

  void restart(long now) {
    if (state == TaskState.RUNNING) {
      run(now);
    }
  }

  TaskState state() {
    return state;
  }

  int attempts() {
    return attempts;
  }

  int ends() {
    return ends;
  }

  @Override
  public String toString() {
    return "%s, %d attempts, %d ends of %s".formatted(state, attempts, ends, acts);
  }
}
