package dev.tutti.batch;

import dev.tutti.chat.Usage;
import java.util.Arrays;

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

  /** Usage of a {@link #line}. */
  static BatchUsage read(String line) {
    var numbers = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    return new BatchUsage(numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  /** Line of a journal. */
  String line() {
    return "%d %d %d %d\n".formatted(inputTokens, cachedTokens, outputTokens, reasoningTokens);
  }

  BatchUsage plus(BatchUsage more) {
    return new BatchUsage(
        inputTokens + more.inputTokens,
        cachedTokens + more.cachedTokens,
        outputTokens + more.outputTokens,
        reasoningTokens + more.reasoningTokens);
  }
}
