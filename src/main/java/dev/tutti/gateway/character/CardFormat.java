package dev.tutti.gateway.character;

import dev.tutti.character.card.Card;
import dev.tutti.character.card.CardExport;
import dev.tutti.chat.Fault;
import java.util.function.Function;

/** Form in which a card is exported. */
enum CardFormat {
  ORIGINAL("", "application/json", ".json", CardExport::document),
  V2("v2", "application/json", ".json", CardExport::v2),
  V3("v3", "application/json", ".json", CardExport::v3),
  PNG("png", "image/png", ".png", CardExport::png),
  CHARX("charx", "application/zip", ".charx", CardExport::charx);

  private final String word;
  private final String type;
  private final String ending;

  @SuppressWarnings("ImmutableEnumChecker") // a reference to a method
  private final Function<CardExport, byte[]> writer;

  CardFormat(String word, String type, String ending, Function<CardExport, byte[]> writer) {
    this.word = word;
    this.type = type;
    this.ending = ending;
    this.writer = writer;
  }

  static CardFormat of(String word) {
    for (var each : values()) {
      if (each.word.equals(word)) {
        return each;
      }
    }
    throw Fault.invalid(
        "format", "\"%s\" (expected: v2, v3, png, charx, or none for what came)".formatted(word));
  }

  String type() {
    return type;
  }

  String ending() {
    return ending;
  }

  byte[] write(Card card) {
    return writer.apply(new CardExport(card));
  }
}
