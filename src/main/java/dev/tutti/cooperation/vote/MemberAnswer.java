package dev.tutti.cooperation.vote;

import org.jspecify.annotations.Nullable;

/**
 * Answer of one member of a panel.
 *
 * @param model its name; one model may answer several times
 * @param text all that it said
 * @param confidence as it said, or as its provider's log probabilities do; null where none is known
 */
public record MemberAnswer(String model, String text, @Nullable StatedConfidence confidence) {
  /** Answer whose member says nothing of its confidence. */
  public static MemberAnswer of(String model, String text) {
    return new MemberAnswer(model, text, null);
  }
}
