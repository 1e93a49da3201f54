package dev.tutti.fuzz;

import dev.tutti.character.card.CardExport;
import dev.tutti.character.card.CardReader;
import dev.tutti.character.card.CardRefusal;
import dev.tutti.character.card.CardView;

/** The reader of character cards: JSON, PNG, charx, and JPEG with an archive behind it. */
public final class CardTarget {
  private CardTarget() {}

  /** Tries the seeds in these folders. */
  public static void fuzzerInitialize(String[] folders) {
    Seeds.warm(folders, CardTarget::fuzzerTestOneInput);
  }

  /** Reads any bytes; what is read can be written in every form, and read again. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      var card = CardReader.read(input);
      var _ = CardView.of(card);
      var export = new CardExport(card);
      var _ = CardReader.read(export.document());
      var _ = export.v2();
      var _ = export.v3();
      var _ = export.png();
      var _ = export.charx();
    } catch (CardRefusal _) {
      // A declared refusal.
    }
  }
}
