package dev.tutti.call;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Span of a trace, as systems name it to each other (W3C Trace Context, level 2).
 *
 * @param traceId 32 hexadecimal digits in lower case
 * @param spanId 16 of them
 * @param flags of which bit 0 says that somebody records the trace
 * @param state what tracing systems have added in {@code tracestate}, empty for nothing
 */
public record TraceParent(String traceId, String spanId, int flags, String state) {
  /** Flag of a trace that somebody records. */
  public static final int SAMPLED = 1;

  /** Flags that are known; others must not be passed on. */
  private static final int KNOWN = 3;

  private static final int LENGTH = 55;
  private static final int LONGEST_STATE = 512;
  private static final int MOST_MEMBERS = 32;
  private static final Pattern FORM =
      Pattern.compile("(?!ff)[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
  private static final Pattern MEMBER =
      Pattern.compile("[a-z0-9][a-z0-9_*/@-]{0,255}=[ -~&&[^,=]]{0,255}[!-~&&[^,=]]");

  /**
   * Reads the headers of a request; empty when {@code traceparent} is not valid. A {@code
   * tracestate} that is not valid, or has more than 512 characters, is left out.
   */
  public static Optional<TraceParent> parse(String parent, @Nullable String state) {
    if (!FORM.matcher(parent).matches()
        || (parent.startsWith("00") && parent.length() != LENGTH)
        || isZero(parent, 3, 35)
        || isZero(parent, 36, 52)) {
      return Optional.empty();
    }
    int flags = Integer.parseInt(parent, 53, LENGTH, 16) & KNOWN;
    return Optional.of(
        new TraceParent(parent.substring(3, 35), parent.substring(36, 52), flags, valid(state)));
  }

  private static boolean isZero(String digits, int from, int to) {
    return digits.chars().skip(from).limit(to - from).allMatch(digit -> digit == '0');
  }

  private static String valid(@Nullable String state) {
    if (state == null || state.length() > LONGEST_STATE) {
      return "";
    }
    var members = state.split(",", -1);
    for (var member : members) {
      var stripped = member.strip();
      if (!stripped.isEmpty() && !MEMBER.matcher(stripped).matches()) {
        return "";
      }
    }
    return members.length > MOST_MEMBERS ? "" : state.strip();
  }

  /** Another span of the same trace. */
  public TraceParent withSpan(String id) {
    return new TraceParent(traceId, id, flags, state);
  }

  /** Whether somebody records the trace. */
  public boolean isSampled() {
    return (flags & SAMPLED) != 0;
  }

  /** The value of the header {@code traceparent}. */
  public String header() {
    return "00-" + traceId + '-' + spanId + "-0" + flags;
  }
}
