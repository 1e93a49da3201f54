package dev.tutti.cooperation.vote;

import org.jspecify.annotations.Nullable;

/**
 * Vote of one member.
 *
 * @param answer as it stands in the member's text, shortened
 * @param canonical the form of its group; null when it abstained
 * @param weight of this vote; 0 when it abstained
 * @param confidence of the member in its answer; null where none is known
 */
public record MemberVote(
    String model,
    String answer,
    @Nullable String canonical,
    double weight,
    @Nullable StatedConfidence confidence) {
  /** Whether nothing could be read. */
  public boolean abstained() {
    return canonical == null;
  }
}
