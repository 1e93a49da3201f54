package dev.tutti.call;

import dev.tutti.chat.Fault;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Cache directives of a caller's request, see RFC 9111, 5.2.1.
 *
 * @param noStore the answer is not to be kept; an earlier one may be given
 * @param noCache no earlier answer is to be given; the new one may be kept
 * @param onlyIfCached nobody is to be asked
 * @param maxAge how old an earlier answer may be
 */
public record CacheControl(
    boolean noStore, boolean noCache, boolean onlyIfCached, Duration maxAge) {
  /** Nothing in particular. */
  public static final CacheControl NONE =
      new CacheControl(false, false, false, ChronoUnit.FOREVER.getDuration());

  private static final String HEADER = "cache-control";
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,10}");

  /**
   * Reads a header's directives; those that do not concern a cache like ours are passed over.
   *
   * @throws Fault {@code invalid_request} when {@code max-age} is not a number of seconds
   */
  public static CacheControl parse(String header) {
    var control = NONE;
    for (var directive : COMMA.split(header)) {
      control = control.with(directive.strip().toLowerCase(Locale.ROOT));
    }
    return control;
  }

  /** The same, of which no answer is to be kept. */
  public CacheControl withoutStoring() {
    return new CacheControl(true, noCache, onlyIfCached, maxAge);
  }

  /** The same, for which no earlier answer is good. */
  public CacheControl anew() {
    return new CacheControl(noStore, true, onlyIfCached, maxAge);
  }

  private CacheControl with(String directive) {
    return switch (directive) {
      case "no-store" -> withoutStoring();
      case "no-cache" -> anew();
      case "only-if-cached" -> new CacheControl(noStore, noCache, true, maxAge);
      case String other when other.startsWith("max-age") ->
          new CacheControl(noStore, noCache, onlyIfCached, seconds(other));
      default -> this;
    };
  }

  private static Duration seconds(String directive) {
    var value = directive.substring("max-age".length()).replaceAll("[=\\s\"]", "");
    if (!SECONDS.matcher(value).matches()) {
      throw Fault.invalid(HEADER, "\"%s\" (expected: max-age=SECONDS)".formatted(directive));
    }
    return Duration.ofSeconds(Long.parseLong(value));
  }
}
