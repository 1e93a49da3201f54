package dev.tutti.cache;

import java.util.Map;

/**
 * Contents of the response cache, and its counts.
 *
 * @param memory the answers in memory
 * @param database the answers in the database, none when it keeps none
 * @param questions how many questions the semantic tier can compare with
 * @param results how many calls ended how since the start
 * @param nanoDollars what the answers would have cost that were given again since the start
 */
public record CacheStatus(
    Tier memory, Tier database, long questions, Map<String, Long> results, long nanoDollars) {

  /**
   * Contents of one tier.
   *
   * @param most how many bytes it may hold
   */
  public record Tier(long entries, long bytes, long most) {
    static final Tier NONE = new Tier(0, 0, 0);
  }
}
