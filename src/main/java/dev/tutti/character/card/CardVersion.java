package dev.tutti.character.card;

import dev.tutti.character.card.CardRefusal.Reason;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a document is, by its members. */
public enum CardVersion {
  /** Six texts at the root. */
  V1("v1"),
  /** The same by the names of Pygmalion's and Tavern's first editors. */
  PYGMALION("v1"),
  /** V2 without {@code data}: its members stand at the root. */
  FLAT_V2("v2"),
  /** Character Card V2. */
  V2("v2"),
  /** Character Card V3, and what is newer. */
  V3("v3"),
  /** A lorebook of its own, as V3 has it. */
  LOREBOOK_V3("v3"),
  /** A lorebook of its own, as SillyTavern has it. */
  WORLD("v3");

  private static final String CARD = "chara_card_v";
  private static final Set<String> ONLY_V2 =
      Set.of(
          "alternate_greetings",
          "character_book",
          "post_history_instructions",
          "system_prompt",
          "creator_notes");
  private static final Set<String> ONLY_V1 =
      Set.of("description", "personality", "scenario", "first_mes", "mes_example");

  private final String word;

  CardVersion(String word) {
    this.word = word;
  }

  /** {@code v1}, {@code v2} or {@code v3}. */
  public String word() {
    return word;
  }

  /** Whether it is a lorebook and no card. */
  public boolean isLorebook() {
    return this == LOREBOOK_V3 || this == WORLD;
  }

  /**
   * The version of a document.
   *
   * @throws CardRefusal when it is neither a card nor a lorebook
   */
  static CardVersion of(JsonNode document) {
    if (document instanceof ObjectNode object) {
      var spec = object.path("spec").asString("");
      if (spec.startsWith("lorebook")) {
        return LOREBOOK_V3;
      }
      if (object.path("data").isObject()
          && (spec.startsWith(CARD) || isCard(object.path("data")))) {
        return isV3(object, spec) ? V3 : V2;
      }
      if (object.has("char_name") || object.has("char_persona") || object.has("char_greeting")) {
        return PYGMALION;
      }
      if (spec.startsWith(CARD) || isCard(object)) {
        return spec.startsWith(CARD) || ONLY_V2.stream().anyMatch(object::has) ? FLAT_V2 : V1;
      }
      if (object.path("entries").isContainer()) {
        return WORLD;
      }
    }
    throw new CardRefusal(Reason.NO_CARD, "JSON, but neither a character card nor a lorebook");
  }

  private static boolean isCard(JsonNode object) {
    return object.has("name") && ONLY_V1.stream().anyMatch(object::has);
  }

  private static boolean isV3(ObjectNode object, String spec) {
    return spec.isEmpty() ? number(object) >= 3 : !spec.equals("chara_card_v2");
  }

  /** The number of the version that a document names; 0 where it names none. */
  static double number(JsonNode document) {
    try {
      return Double.parseDouble(document.path("spec_version").asString("0"));
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
