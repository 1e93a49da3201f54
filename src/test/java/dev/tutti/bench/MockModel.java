package dev.tutti.bench;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the mock upstream answers, read from the model's name: {@code mock[-dMILLIS][-nCHUNKS]}.
 *
 * @param delay between one chunk and the next, 0 to 60 s; the first leaves at once
 * @param chunks of text in a stream, 1 to 9,999
 */
record MockModel(Duration delay, int chunks) {
  private static final Pattern NAME = Pattern.compile("mock(?:-d(\\d{1,5}))?(?:-n(\\d{1,4}))?");
  private static final int CHUNKS_UNLESS_NAMED = 100;
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(60);

  MockModel {
    if (delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException("delay: " + delay + " (expected: at most 60 s)");
    }
    if (chunks < 1) {
      throw new IllegalArgumentException("chunks: " + chunks + " (expected: at least 1)");
    }
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException when it is not one of the mock's
   */
  static MockModel named(String name) {
    Matcher found = NAME.matcher(name);
    if (!found.matches()) {
      throw new IllegalArgumentException(
          "model: " + name + " (expected: mock[-dMILLIS][-nCHUNKS])");
    }
    return new MockModel(
        Duration.ofMillis(number(found.group(1), 0)), number(found.group(2), CHUNKS_UNLESS_NAMED));
  }

  private static int number(@Nullable String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }
}
