package dev.tutti.cache;

import java.time.Duration;
import java.time.Instant;

/**
 * Times until which an answer is of use.
 *
 * @param made when it was given first
 * @param fresh until when it may be given again
 * @param stale until when it may be given if nobody can answer; not before {@code fresh}
 */
public record Lifetime(Instant made, Instant fresh, Instant stale) {

  /** The life of an answer that is made now. */
  public static Lifetime from(Instant now, CacheSettings settings) {
    var fresh = now.plus(settings.ttl());
    return new Lifetime(now, fresh, fresh.plus(settings.stale()));
  }

  /** Age of the answer. */
  public Duration age(Instant now) {
    var age = Duration.between(made, now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** Whether it may be given again. */
  public boolean isFresh(Instant now) {
    return now.isBefore(fresh);
  }

  /** Whether it is of no use any more. */
  public boolean isOver(Instant now) {
    return !now.isBefore(stale);
  }
}
