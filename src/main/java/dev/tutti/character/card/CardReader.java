package dev.tutti.character.card;

import dev.tutti.character.card.CardRefusal.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reading of files: what a file is, its bytes say. For one file. */
public final class CardReader {
  /** The largest file. */
  public static final int MOST_BYTES = 32 << 20;

  /** Bytes of all chunks of a card in a picture, inflated: those of a file, and one more. */
  private static final long MOST_READ = 48L << 20;

  private static final int MOST_WARNINGS = 100;

  private static final List<String> TEXTS =
      List.of("name", "description", "personality", "scenario", "first_mes", "mes_example");

  /** What stands for a chunk that is not base64: no JSON. */
  private static final byte[] NOTHING = {};

  private final List<CardWarning> warnings = new ArrayList<>();
  private final Map<String, byte[]> assets = new HashMap<>();
  private long read; // bytes of chunks of the card, inflated

  private CardReader() {}

  /**
   * The card of a file.
   *
   * @throws CardRefusal when there is none, or it must not be read
   */
  public static Card read(byte[] file) {
    if (file.length > MOST_BYTES) {
      throw new CardRefusal(
          Reason.TOO_LARGE,
          "the file has %d bytes (expected: at most %d)".formatted(file.length, MOST_BYTES));
    }
    return new CardReader().card(file);
  }

  /**
   * The card of a file that is kept, and so was read before: of an archive nothing but the document
   * is looked at, however large the rest is.
   *
   * @throws CardRefusal when there is none
   */
  public static Card readKept(byte[] file) {
    return isArchive(file)
        ? new CardReader().card(CardJson.read(CharxArchive.card(file)), null, null)
        : read(file);
  }

  private static boolean isArchive(byte[] file) {
    return CharxArchive.is(file) || CharxArchive.isBehindJpeg(file);
  }

  private Card card(byte[] file) {
    if (PngImage.is(file)) {
      return picture(PngImage.read(file));
    }
    if (isArchive(file)) {
      var archive = CharxArchive.read(file);
      warnings.addAll(archive.warnings());
      return card(CardJson.read(archive.card()), null, archive);
    }
    if (file.length > 2 && file[0] == '-' && file[1] == '-') {
      throw new CardRefusal(
          Reason.CORRUPT,
          "a form, and no card (expected: the file itself, as curl --data-binary @FILE sends it)");
    }
    return card(CardJson.read(file), null, null);
  }

  private Card card(JsonNode document, @Nullable PngImage image, @Nullable CharxArchive archive) {
    var version = CardVersion.of(document);
    if (version == CardVersion.V3 && CardVersion.number(document) > 3) {
      warn("newer_version", "newer than 3.0: read as 3.0", "spec_version");
    }
    return new Card(document, version, image, archive, Map.copyOf(assets), List.copyOf(warnings));
  }

  private void warn(String code, String message, String where) {
    warnings.add(new CardWarning(code, message, where));
  }

  private Card picture(PngImage file) {
    var documents = new HashMap<String, byte[]>();
    var kept = new ArrayList<PngImage.PngChunk>();
    for (var chunk : file.chunks()) {
      if (!chunk.sound() && warnings.size() < MOST_WARNINGS) {
        warn("crc_wrong", "its checksum is wrong, and is mended when it is exported", chunk.type());
      }
      var text = PngText.of(chunk);
      if (text.isEmpty()) {
        kept.add(chunk);
      } else {
        take(text.get(), documents);
      }
    }
    var image = new PngImage(List.copyOf(kept), file.rest());
    return card(document(documents), image, null);
  }

  private void take(PngText text, Map<String, byte[]> documents) {
    read += text.text().length;
    if (read > MOST_READ) {
      throw new CardRefusal(
          Reason.TOO_LARGE,
          "the chunks of the card have more than %d bytes together".formatted(MOST_READ));
    }
    var decoded = text.decoded();
    if (decoded.isEmpty()) {
      documents.putIfAbsent(text.keyword(), NOTHING);
    } else if (text.asset().isPresent()) {
      assets.put(text.asset().get(), decoded.get());
    } else {
      documents.putIfAbsent(text.keyword(), decoded.get());
    }
  }

  private JsonNode document(Map<String, byte[]> documents) {
    var newer = documents.get(PngText.CCV3);
    var older = documents.get(PngText.CHARA);
    if (newer == null) {
      if (older == null) {
        throw new CardRefusal(Reason.NO_CARD, "the picture has no character card in it");
      }
      return CardJson.read(older);
    }
    if (older == null) {
      return CardJson.read(newer);
    }
    var card = good(newer, PngText.CCV3);
    if (card.isEmpty()) {
      return CardJson.read(older);
    }
    good(older, PngText.CHARA).ifPresent(other -> compare(card.get(), other));
    return card.get();
  }

  /** The document of a chunk; nothing where it has none, as the other chunk may have it. */
  private Optional<JsonNode> good(byte[] document, String chunk) {
    try {
      var read = CardJson.read(document);
      var _ = CardVersion.of(read);
      return Optional.of(read);
    } catch (CardRefusal e) {
      if (e.reason() != Reason.CORRUPT && e.reason() != Reason.NO_CARD) {
        throw e;
      }
      warn("bad_chunk", "not read: " + e.getMessage(), chunk);
      return Optional.empty();
    }
  }

  private void compare(JsonNode newer, JsonNode older) {
    for (var name : TEXTS) {
      var left = newer.path("data").path(name).asString("");
      var right = older.path("data").path(name).asString("");
      if (!left.equals(right) && older.has("data")) {
        warn("chunk_mismatch", "ccv3 and chara have other words: ccv3 counts", "data." + name);
        return;
      }
    }
  }
}
