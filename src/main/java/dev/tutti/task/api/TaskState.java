package dev.tutti.task.api;

import dev.tutti.config.Argument;
import java.util.Locale;

/** State of a task. */
public enum TaskState {
  /** It waits for its time. */
  SCHEDULED(false),
  /** It waits for its turn. */
  PENDING(false),
  /** It is being run. */
  RUNNING(false),
  /** An attempt has failed, and another one comes. */
  RETRYING(false),
  /** It has a result. */
  SUCCEEDED(true),
  /** It has failed in a way that trying again does not change. */
  FAILED(true),
  /** It has taken longer than it may. */
  TIMED_OUT(true),
  /** Somebody has ended it. */
  CANCELLED(true),
  /** Every attempt has failed. */
  DEAD(true);

  private final String word = name().toLowerCase(Locale.ROOT);
  private final boolean terminal;

  TaskState(boolean terminal) {
    this.terminal = terminal;
  }

  /** Name that callers see, such as {@code timed_out}. */
  public String word() {
    return word;
  }

  /** Whether nothing happens to it any more, unless somebody requeues it. */
  public boolean isTerminal() {
    return terminal;
  }

  /** Whether it has ended without a result, so that it may be requeued. */
  public boolean isRequeueable() {
    return terminal && this != SUCCEEDED;
  }

  /**
   * State of that name.
   *
   * @throws IllegalArgumentException naming those that exist
   */
  public static TaskState of(String word) {
    return Argument.named("status", word, values(), TaskState::word);
  }
}
