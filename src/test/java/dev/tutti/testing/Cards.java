package dev.tutti.testing;

import dev.tutti.character.CharacterFile;
import java.nio.charset.StandardCharsets;

/** Cards of characters. */
public final class Cards {
  private Cards() {}

  /** The file of a character that greets by {@code Hello.}. */
  public static CharacterFile named(String name) {
    var card =
        """
        {"spec": "chara_card_v2", "spec_version": "2.0",
         "data": {"name": "%s", "description": "{{char}} flies mail.", "first_mes": "Hello."}}"""
            .formatted(name);
    return CharacterFile.read(card.getBytes(StandardCharsets.UTF_8));
  }
}
