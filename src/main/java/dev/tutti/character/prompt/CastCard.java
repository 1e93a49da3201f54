package dev.tutti.character.prompt;

import dev.tutti.character.card.CardView;

/**
 * Card of another character of a group, as far as a character knows it: of each text no more than a
 * prompt has room for.
 *
 * @param name as it is called
 */
public record CastCard(String name, String description, String personality, String scenario) {
  private static final int LONGEST = 4_000;

  /** What is known of a card. */
  public static CastCard of(String name, CardView card) {
    return new CastCard(
        name, text(card, "description"), text(card, "personality"), text(card, "scenario"));
  }

  private static String text(CardView card, String name) {
    var text = card.text(name);
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "…";
  }
}
