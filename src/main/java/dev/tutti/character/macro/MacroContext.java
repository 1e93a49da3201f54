package dev.tutti.character.macro;

import java.time.ZonedDateTime;

/**
 * What macros stand for; a text that is not there is empty.
 *
 * @param names of the character and of the user
 * @param card texts of the card
 * @param original the text that a card's own replaces, in the two fields where it does; empty in
 *     others
 * @param picks the seed of {@code {{pick}}}, the same for a session, so that a choice stays
 * @param now for {@code {{date}}} and {@code {{time}}}
 */
public record MacroContext(
    CastNames names, CardTexts card, String original, long picks, ZonedDateTime now) {

  /**
   * Names of those who talk.
   *
   * @param character as it is called: the nickname, or else the name
   * @param group the members of the group, joined by commas; the character where there is none
   */
  public record CastNames(String character, String user, String group) {}

  /** Texts of the card that others of its texts may name. */
  public record CardTexts(String scenario, String personality) {}
}
