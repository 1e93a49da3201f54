package dev.tutti.testing;

import dev.tutti.character.CharacterFile;
import java.nio.charset.StandardCharsets;

/** Cards of characters. */
public final class Cards {
  private static final String CARD =
      """
      {"spec": "chara_card_v2", "spec_version": "2.0",
       "data": {"name": "%s", "description": "{{char}} flies mail.", "first_mes": "Hello."}}""";

  private Cards() {}

  /** The file of a character that greets by {@code Hello.}. */
  public static CharacterFile named(String name) {
    return CharacterFile.read(CARD.formatted(name).getBytes(StandardCharsets.UTF_8));
  }
}
