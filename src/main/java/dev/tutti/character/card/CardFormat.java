package dev.tutti.character.card;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Form in which a card is exported. */
public enum CardFormat {
  /** The document in the version and the shape in which it came. */
  ORIGINAL("", "application/json", ".json", CardExport::document),
  /** The document as V2. */
  V2("v2", "application/json", ".json", CardExport::v2),
  /** The document as V3. */
  V3("v3", "application/json", ".json", CardExport::v3),
  /** A picture with the card. */
  PNG("png", "image/png", ".png", CardExport::png),
  /** An archive with the card and its files. */
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

  /** The form of a word; empty where no form has it, and that of the original for no word. */
  public static Optional<CardFormat> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /** Media type. */
  public String type() {
    return type;
  }

  /** Ending of a file's name. */
  public String ending() {
    return ending;
  }

  /** The file. */
  public byte[] write(Card card) {
    return writer.apply(new CardExport(card));
  }
}
