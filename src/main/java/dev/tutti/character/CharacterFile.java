package dev.tutti.character;

import dev.tutti.character.card.Card;
import dev.tutti.character.card.CardExport;
import dev.tutti.character.card.CardReader;
import dev.tutti.character.card.CardView;
import tools.jackson.databind.JsonNode;

/** File of a character with what was read from it. */
@SuppressWarnings("ArrayRecordComponent") // bytes of a file; never compared
public record CharacterFile(byte[] bytes, Card card, CardView view) {

  /**
   * Reads one.
   *
   * @throws dev.tutti.character.card.CardRefusal when there is no card, or it must not be read
   */
  public static CharacterFile read(byte[] bytes) {
    var card = CardReader.read(bytes);
    return new CharacterFile(bytes, card, CardView.of(card));
  }

  /** Name of the card; of a lorebook its own, which may be empty. */
  String name() {
    return view.text("name");
  }

  /** {@code card} or {@code lorebook}. */
  String kind() {
    return card.version().isLorebook() ? "lorebook" : "card";
  }

  /** The same file with another document in it. */
  public CharacterFile with(JsonNode document) {
    var changed = new Card(document, card.version(), null, null, card.assets(), card.warnings());
    return read(new CardExport(changed).document()).inPlaceOf(this);
  }

  /**
   * This file as it stands in the place of another one: a document alone goes into the picture or
   * the archive that was there.
   */
  public CharacterFile inPlaceOf(CharacterFile older) {
    var before = older.card;
    boolean alone = card.image() == null && card.archive() == null;
    boolean inPicture = before.image() != null && before.assets().isEmpty();
    if (!alone || (!inPicture && before.archive() == null)) {
      return this;
    }
    var framed =
        new Card(
            card.document(),
            card.version(),
            before.image(),
            before.archive(),
            before.assets(),
            card.warnings());
    var export = new CardExport(framed);
    return read(inPicture ? export.png() : export.charx());
  }
}
