package dev.tutti.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What is to be told of limits.
 *
 * @param to the first instant after it
 * @param parts of the span, of one length but for the last one, which may be shorter
 * @param kinds of limits
 * @param most so many limits, those of which the largest shares were used
 */
public record LimitQuery(Instant from, Instant to, int parts, Set<LimitKind> kinds, int most) {
  /** All kinds of limits. */
  public static final Set<LimitKind> ALL = Set.of(LimitKind.values());

  private static final int MOST = 200;

  /** Keeps a copy. */
  public LimitQuery {
    kinds = Set.copyOf(kinds);
  }

  /** The fullest limits of all kinds. */
  public static LimitQuery all(Instant from, Instant to, int parts) {
    return new LimitQuery(from, to, parts, ALL, MOST);
  }

  /** Length of a part. */
  public Duration step() {
    long length = Math.ceilDiv(Duration.between(from, to).toMillis(), (long) parts);
    return Duration.ofMillis(Math.max(1, length));
  }
}
