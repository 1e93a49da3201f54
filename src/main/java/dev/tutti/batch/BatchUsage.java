package dev.tutti.batch;

import dev.tutti.chat.Usage;

/**
 * Tokens that models have used for the lines of a batch.
 *
 * @param cachedTokens of the input
 * @param reasoningTokens of the output
 */
public record BatchUsage(
    long inputTokens, long cachedTokens, long outputTokens, long reasoningTokens) {
  /** Nothing. */
  public static final BatchUsage NONE = new BatchUsage(0, 0, 0, 0);

  static BatchUsage of(Usage usage) {
    return new BatchUsage(usage.input(), usage.cachedInput(), usage.output(), usage.reasoning());
  }

  BatchUsage plus(BatchUsage more) {
    return new BatchUsage(
        inputTokens + more.inputTokens,
        cachedTokens + more.cachedTokens,
        outputTokens + more.outputTokens,
        reasoningTokens + more.reasoningTokens);
  }
}
