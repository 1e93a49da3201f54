package dev.tutti.task.api;

import java.time.Duration;

/**
 * What an execution has used.
 *
 * @param nanoDollars as far as prices are known, in billionths of a US dollar
 * @param networkBytes of the bodies of requests to providers and of their answers
 * @param cpu time of processors; zero for kinds that do not {@link TaskKind#computes compute}, of
 *     which it cannot be measured
 */
public record TaskUsage(
    long inputTokens, long outputTokens, long nanoDollars, long networkBytes, Duration cpu) {
  /** Nothing. */
  public static final TaskUsage NONE = new TaskUsage(0, 0, 0);

  /** What models have used. */
  public TaskUsage(long inputTokens, long outputTokens, long nanoDollars) {
    this(inputTokens, outputTokens, nanoDollars, 0, Duration.ZERO);
  }

  /** Bytes of the network and time of processors. */
  public static TaskUsage ofMachine(long networkBytes, Duration cpu) {
    return new TaskUsage(0, 0, 0, networkBytes, cpu);
  }

  /** Sum of both. */
  public TaskUsage plus(TaskUsage other) {
    return new TaskUsage(
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        nanoDollars + other.nanoDollars,
        networkBytes + other.networkBytes,
        cpu.plus(other.cpu));
  }

  /** All tokens. */
  public long tokens() {
    return inputTokens + outputTokens;
  }
}
