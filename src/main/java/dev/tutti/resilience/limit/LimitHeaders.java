package dev.tutti.resilience.limit;

import dev.tutti.resilience.limit.RateLimiter.Level;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's headers of rate limits: {@code x-ratelimit-{limit,remaining,reset}-{requests,tokens}},
 * each for the bucket that has the least left.
 */
final class LimitHeaders {
  private static final Names REQUESTS = Names.of(Measure.REQUESTS);
  private static final Names TOKENS = Names.of(Measure.TOKENS);

  private LimitHeaders() {}

  /** Names of the headers of a measure, made once. */
  private record Names(Measure measure, String limit, String remaining, String reset) {
    static Names of(Measure measure) {
      var name = "x-ratelimit-%s-" + measure.word();
      return new Names(
          measure, name.formatted("limit"), name.formatted("remaining"), name.formatted("reset"));
    }
  }

  static List<Entry<String, String>> of(List<Level> levels) {
    var headers = new ArrayList<Entry<String, String>>(6);
    add(headers, levels, REQUESTS);
    add(headers, levels, TOKENS);
    return headers;
  }

  private static void add(List<Entry<String, String>> headers, List<Level> levels, Names names) {
    @Nullable Level tightest = null;
    for (var level : levels) {
      boolean fits = level.bucket().measure() == names.measure;
      if (fits && (tightest == null || level.remaining() < tightest.remaining())) {
        tightest = level;
      }
    }
    if (tightest != null) {
      headers.add(Map.entry(names.limit, Long.toString(tightest.bucket().most())));
      headers.add(Map.entry(names.remaining, Long.toString(tightest.remaining())));
      headers.add(Map.entry(names.reset, duration(tightest.reset())));
    }
  }

  /** As OpenAI and Go write a time: {@code 20ms}, {@code 8.64s}, {@code 6m0s}, {@code 1h0m5s}. */
  static String duration(Duration time) {
    long millis = Math.ceilDiv(time.toNanos(), 1_000_000L);
    if (millis < 1_000) {
      return millis == 0 ? "0s" : millis + "ms";
    }
    var text = new StringBuilder();
    long minutes = millis / 60_000;
    if (minutes >= 60) {
      text.append(minutes / 60).append('h');
    }
    if (minutes > 0) {
      text.append(minutes % 60).append('m');
    }
    var seconds = BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros();
    return text.append(seconds.toPlainString()).append('s').toString();
  }
}
