package dev.tutti.task.api;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.config.Argument;
import java.time.Duration;

/**
 * Limits of one task over all its attempts. A task that passes one ends with {@code
 * resource_error}, and keeps its finished steps.
 *
 * @param tokens of prompts and answers
 * @param nanoDollars money in billionths of a US dollar
 * @param outputBytes of its result, as JSON
 * @param steps that it may finish
 * @param wallTime for which it may run
 * @param networkBytes of requests to providers and their answers
 * @param cpu time of processors; only of kinds that {@link TaskKind#computes compute}
 */
public record TaskLimits(
    long tokens,
    long nanoDollars,
    long outputBytes,
    long steps,
    Duration wallTime,
    long networkBytes,
    Duration cpu) {
  private static final long UNLIMITED = Long.MAX_VALUE;
  private static final long MOST_OUTPUT = 8 << 20;
  private static final long MOST_STEPS = 100_000;

  /** Longest time for which a task may run: as long as anything may take. */
  public static final Duration ANY_TIME = Duration.ofDays(3_660);

  /** Any tokens, money, bytes of the network and time, a result of 8 MiB, 100,000 steps. */
  public static final TaskLimits NONE =
      new TaskLimits(UNLIMITED, UNLIMITED, MOST_OUTPUT, MOST_STEPS, ANY_TIME, UNLIMITED, ANY_TIME);

  /** Checks the ranges. */
  public TaskLimits {
    Argument.check(tokens > 0, "tokens", tokens, "> 0");
    Argument.check(nanoDollars > 0, "cost_usd", nanoDollars, "> 0");
    Argument.check(
        outputBytes > 0 && outputBytes <= MOST_OUTPUT, "output_bytes", outputBytes, "1 to 8388608");
    Argument.check(steps > 0 && steps <= MOST_STEPS, "steps", steps, "1 to 100000");
    requireTime("wall_time", wallTime);
    Argument.check(networkBytes > 0, "network_bytes", networkBytes, "> 0");
    requireTime("cpu_time", cpu);
  }

  private static void requireTime(String name, Duration time) {
    Argument.check(
        time.isPositive() && time.compareTo(ANY_TIME) <= 0, name, time, "> 0, at most ten years");
  }

  /** Limits of tokens, money, output and steps. */
  public static TaskLimits of(long tokens, long nanoDollars, long outputBytes, long steps) {
    return new TaskLimits(tokens, nanoDollars, outputBytes, steps, ANY_TIME, UNLIMITED, ANY_TIME);
  }

  /** The same with another time for which it may run. */
  public TaskLimits wallTime(Duration most) {
    return new TaskLimits(tokens, nanoDollars, outputBytes, steps, most, networkBytes, cpu);
  }

  /** The same with other limits of the network and of processors. */
  public TaskLimits machine(long bytes, Duration time) {
    return new TaskLimits(tokens, nanoDollars, outputBytes, steps, wallTime, bytes, time);
  }

  /** Whether time of processors is limited, so that it has to be measured. */
  public boolean limitsCpu() {
    return cpu.compareTo(ANY_TIME) < 0;
  }

  /**
   * Text by which the same submission is known again, also one of a version without limits of the
   * machine.
   */
  String fingerprint() {
    var usual =
        "TaskLimits[tokens=%d, nanoDollars=%d, outputBytes=%d, steps=%d, wallTime=%s]"
            .formatted(tokens, nanoDollars, outputBytes, steps, wallTime);
    return networkBytes < UNLIMITED || limitsCpu() ? usual + networkBytes + ' ' + cpu : usual;
  }

  /**
   * Goes on only within the limits of what was used.
   *
   * @throws Fault {@code limit_exceeded}
   */
  public void require(TaskUsage used) {
    require("tokens", used.tokens(), tokens);
    require("cost in nano-dollars", used.nanoDollars(), nanoDollars);
    require("network_bytes", used.networkBytes(), networkBytes);
    require("cpu_time in milliseconds", used.cpu().toMillis(), cpu.toMillis());
  }

  /**
   * Goes on only while another step may finish.
   *
   * @throws Fault {@code limit_exceeded}
   */
  public void requireSteps(long finished) {
    require("steps", finished, steps);
  }

  /**
   * Goes on only with a result that is short enough.
   *
   * @throws Fault {@code limit_exceeded}
   */
  public void requireOutput(long bytes) {
    require("output_bytes", bytes, outputBytes);
  }

  private static void require(String what, long found, long most) {
    if (found > most) {
      throw Fault.of(
          FaultCode.LIMIT_EXCEEDED,
          "task: %s: %d (expected: at most %d)".formatted(what, found, most));
    }
  }
}
