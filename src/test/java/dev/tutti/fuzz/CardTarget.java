package dev.tutti.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tutti.character.card.CardExport;
import dev.tutti.character.card.CardReader;
import dev.tutti.character.card.CardRefusal;
import dev.tutti.character.card.CardRefusal.Reason;
import dev.tutti.character.card.CardView;
import dev.tutti.character.lorebook.LoreSettings;
import dev.tutti.character.prompt.CharacterPrompt;
import dev.tutti.character.prompt.CharacterPrompt.Scene;
import dev.tutti.character.prompt.PromptMessage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Trial of one file as a character card; there is a target for each reader. */
final class CardTarget {
  /** A document that any frame of a card may hold. */
  static final byte[] DOCUMENT =
      "{\"spec\":\"chara_card_v2\",\"data\":{\"name\":\"Nara\"}}".getBytes(UTF_8);

  /** What an export may pass by: a document that is wrapped is deeper, assets are more files. */
  private static final Set<Reason> BOUNDS =
      Set.of(Reason.TOO_DEEP, Reason.TOO_LARGE, Reason.TOO_MANY_ENTRIES);

  private CardTarget() {}

  /** Reads any bytes; what is read has a prompt, can be written in every form, and read again. */
  static void read(byte[] file) {
    try {
      var card = CardReader.read(file);
      prompt(CardView.of(card));
      var export = new CardExport(card);
      for (var each :
          List.of(export.document(), export.v2(), export.v3(), export.png(), export.charx())) {
        again(each);
      }
    } catch (CardRefusal _) {
      // A declared refusal.
    }
  }

  private static void prompt(CardView view) {
    var said = new PromptMessage("user", view.text("first_mes") + " Nara 灯塔");
    var scene =
        new Scene(
            "Kim",
            List.of(said, new PromptMessage("assistant", "a"), said),
            LoreSettings.usual(String::length),
            "",
            Instant.EPOCH.atZone(ZoneOffset.UTC));
    var _ = CharacterPrompt.of(view, scene, new SplittableRandom(1));
  }

  private static void again(byte[] exported) {
    try {
      var _ = CardReader.read(exported);
    } catch (CardRefusal refusal) {
      if (!BOUNDS.contains(refusal.reason())) {
        throw new AssertionError("an export is refused: " + refusal.getMessage(), refusal);
      }
    }
  }
}
