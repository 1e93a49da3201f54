package dev.tutti.resilience.limit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Limits that an upstream has for Tutti, as headers of an answer tell them: {@code
 * x-ratelimit-{limit,remaining,reset}-{requests,tokens}}, as OpenAI and most others write them,
 * also with {@code -minute} behind it, or Anthropic's. They are read when somebody asks. Immutable.
 *
 * @param headers of an answer, those that a caller may see; names are in lower case
 * @param at when it came, in nanoseconds of a ticker
 */
public record UpstreamLimits(List<Map.Entry<String, String>> headers, long at) {
  private static final List<Names> TOLD =
      List.of(
          Names.of("", Measure.REQUESTS),
          Names.of("-requests", Measure.REQUESTS),
          Names.of("-requests-minute", Measure.REQUESTS),
          Names.of("-req-minute", Measure.REQUESTS),
          Names.of("-tokens", Measure.TOKENS),
          Names.of("-tokens-minute", Measure.TOKENS),
          Names.ofAnthropic("requests", Measure.REQUESTS),
          Names.ofAnthropic("tokens", Measure.TOKENS));
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");

  /** As Go writes a time: {@code 20ms}, {@code 8.64s}, {@code 6m0s}. */
  private static final Pattern SPAN =
      Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,9}(?:\\.\\d{1,9})?)(m?s))?");

  /** Age at which nothing is known any more where it is not told when the limit is free again. */
  private static final Duration USUAL = Duration.ofMinutes(1);

  /**
   * Rest of a limit.
   *
   * @param most the limit
   * @param remaining of it, 0 to the limit
   */
  public record Quota(Measure measure, long most, long remaining) {}

  /**
   * Names of headers about a limit.
   *
   * @param reset time until it is free again; Anthropic writes when instead, which is not read
   */
  private record Names(String limit, String remaining, String reset, Measure measure) {
    static Names of(String suffix, Measure measure) {
      var prefix = "x-ratelimit-";
      return new Names(
          prefix + "limit" + suffix,
          prefix + "remaining" + suffix,
          prefix + "reset" + suffix,
          measure);
    }

    static Names ofAnthropic(String what, Measure measure) {
      var prefix = "anthropic-ratelimit-" + what;
      return new Names(prefix + "-limit", prefix + "-remaining", "", measure);
    }
  }

  /** What is left of each limit, one of each measure; nothing of those that are free by now. */
  public List<Quota> quotas(long now) {
    var told = new HashMap<String, String>();
    headers.forEach(header -> told.putIfAbsent(header.getKey(), header.getValue()));
    var age = Duration.ofNanos(now - at);
    var quotas = new EnumMap<Measure, Quota>(Measure.class);
    for (var names : TOLD) {
      var most = number(told.get(names.limit));
      var remaining = number(told.get(names.remaining));
      var reset = span(told.getOrDefault(names.reset, ""));
      if (most.orElse(0L) > 0 && remaining.isPresent() && age.compareTo(reset) < 0) {
        long left = Math.min(most.get(), remaining.get());
        quotas.putIfAbsent(names.measure, new Quota(names.measure, most.get(), left));
      }
    }
    return List.copyOf(quotas.values());
  }

  private static Optional<Long> number(@Nullable String text) {
    return text != null && NUMBER.matcher(text).matches()
        ? Optional.of(Long.parseLong(text))
        : Optional.empty();
  }

  private static Duration span(String text) {
    var parts = SPAN.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      return USUAL;
    }
    double seconds = parts.group(3) == null ? 0 : Double.parseDouble(parts.group(3));
    double unit = "ms".equals(parts.group(4)) ? 1e6 : 1e9;
    return Duration.ofHours(whole(parts.group(1)))
        .plusMinutes(whole(parts.group(2)))
        .plusNanos((long) (seconds * unit));
  }

  private static long whole(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
