package dev.tutti.cache;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import java.time.Duration;

/**
 * Settings of the response cache for one model.
 *
 * @param ttl how long an answer may be given again
 * @param stale how much longer it may be given when nobody can answer
 * @param maxAnswer how many bytes an answer may have to be kept
 */
public record CacheSettings(
    boolean enabled, Duration ttl, Duration stale, long maxAnswer, SemanticSettings semantic) {
  /** Nothing is kept. */
  public static final CacheSettings OFF =
      new CacheSettings(false, Duration.ofMinutes(5), Duration.ZERO, 1 << 20, SemanticSettings.OFF);

  private static final String NAME = "cache";
  private static final long LEAST_ANSWER = 1 << 10;
  private static final long MOST_ANSWER = 64 << 20;

  /** Reads {@code cache} of the whole configuration; on when it is there, unless it says no. */
  public static CacheSettings read(Section root, Section section, Kind<String> models) {
    return read(section, root.has(NAME), OFF, models);
  }

  /** Reads {@code cache} of an alias; on when it is there, unless it says no. */
  public static CacheSettings ofAlias(Section alias, CacheSettings usual, Kind<String> models) {
    return read(alias.section(NAME), usual.enabled || alias.has(NAME), usual, models);
  }

  private static CacheSettings read(
      Section section, boolean enabled, CacheSettings usual, Kind<String> models) {
    return new CacheSettings(
        section.bool("enabled").or(enabled),
        section.duration("ttl").or(usual.ttl),
        section.durationOrZero("stale").or(usual.stale),
        section.size("max_answer", LEAST_ANSWER, MOST_ANSWER).or(usual.maxAnswer),
        SemanticSettings.read(section, usual.semantic, models));
  }
}
