package dev.tutti.task.api;

/**
 * Tokens and money that models have used for a task.
 *
 * @param nanoDollars as far as prices are known, in billionths of a US dollar
 */
public record TaskUsage(long inputTokens, long outputTokens, long nanoDollars) {
  /** Nothing. */
  public static final TaskUsage NONE = new TaskUsage(0, 0, 0);

  /** Sum of both. */
  public TaskUsage plus(TaskUsage other) {
    return new TaskUsage(
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        nanoDollars + other.nanoDollars);
  }

  /** All tokens. */
  public long tokens() {
    return inputTokens + outputTokens;
  }
}
