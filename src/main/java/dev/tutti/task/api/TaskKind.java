package dev.tutti.task.api;

import dev.tutti.chat.Fault;
import dev.tutti.security.Principal;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** Kind of task: what its input is, and what is done for it. Thread-safe. */
public interface TaskKind {
  /** Name, of lower-case letters and {@code _}. */
  String name();

  /** JSON Schema of the input, for people and forms. */
  ObjectNode inputSchema();

  /**
   * Goes on only with an input that can be run, and for who may ask for it. Asked when a task is
   * submitted, and again before each attempt, as rights may have changed. Asks no model, but may
   * wait for the store: it is called beside the loops.
   *
   * @throws Fault {@code invalid_request}, naming the member, or {@code permission}
   */
  void check(ObjectNode input, Principal principal);

  /** What a task is about, such as a model or a skill, by which figures are kept; may be empty. */
  default String subject(ObjectNode input) {
    return "";
  }

  /**
   * Version of what a task is about, such as of a skill, by which forecasts are made where enough
   * is known of it; may be empty. Asked for an input that was checked.
   */
  default String version(ObjectNode input, Principal principal) {
    return "";
  }

  /**
   * Whether it keeps processors busy, rather than wait for upstreams. It runs on platform threads
   * then, whose time of processors is measured and may be limited, and waits while four fifths of
   * the processors are busy.
   */
  default boolean computes() {
    return false;
  }

  /**
   * Whether its tasks last for hours or days, such as those that run others' requests: they leave a
   * quarter of the workers to tasks of other kinds.
   */
  default boolean lasts() {
    return false;
  }

  /** Time that an attempt may take where the task does not say. */
  default Duration timeout() {
    return Duration.ofMinutes(10);
  }

  /** Attempts that may fail before a task is dead, at least 1. */
  default int attempts() {
    return 5;
  }

  /**
   * Runs a task on a thread of its own, a virtual one unless it computes; blocks.
   *
   * @return the result
   * @throws Fault as which an attempt fails; anything else thrown is an {@code internal} fault
   */
  ObjectNode run(TaskRun run) throws Exception;
}
