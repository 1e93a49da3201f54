package dev.tutti.task.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;

/** Reason for which an attempt has to end. */
enum StopReason {
  /** Somebody has cancelled the task. */
  CANCELLED,
  /** The attempt, or the task, has taken longer than it may. */
  TIMED_OUT,
  /** The task has run for longer than its limit, over all attempts. */
  WALL_TIME,
  /** The task has kept processors busy for longer than its limit, over all attempts. */
  CPU_TIME,
  /** The server stops: the task goes on with its next run. */
  STOPPING,
  /** The task is another attempt's. */
  LOST;

  /** Fault for what is under way. */
  Fault fault() {
    return switch (this) {
      case CANCELLED -> Fault.of(FaultCode.CANCELLED, "the task was cancelled");
      case TIMED_OUT ->
          Fault.of(FaultCode.DEADLINE_EXCEEDED, "task: it has taken longer than it may");
      case WALL_TIME ->
          Fault.of(FaultCode.LIMIT_EXCEEDED, "task: wall_time: it has run for as long as it may");
      case CPU_TIME ->
          Fault.of(
              FaultCode.LIMIT_EXCEEDED,
              "task: cpu_time: it has kept processors busy for as long as it may");
      case STOPPING -> Fault.of(FaultCode.CANCELLED, "Tutti is stopping; the task goes on later");
      case LOST -> Fault.of(FaultCode.CANCELLED, "the task is run by somebody else");
    };
  }
}
