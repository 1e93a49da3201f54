package dev.tutti.character.card;

import dev.tutti.character.card.CardRefusal.Reason;
import dev.tutti.character.card.PngImage.PngChunk;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A chunk of text in a PNG: {@code tEXt}, {@code zTXt} or {@code iTXt}. Source: PNG (Third
 * Edition), 11.3.3.
 *
 * @param keyword in small letters
 * @param text not decoded yet, where it is compressed inflated
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of a file; never compared
record PngText(String keyword, byte[] text) {
  static final Set<String> TYPES = Set.of("tEXt", "zTXt", "iTXt");

  private static final int MOST_INFLATED = 16 << 20;

  /** Keyword of cards of V1 and V2. */
  static final String CHARA = "chara";

  /** Keyword of cards of V3. */
  static final String CCV3 = "ccv3";

  private static final String ASSET = "chara-ext-asset_";

  /** A chunk, where it is of text. */
  static Optional<PngText> of(PngChunk chunk) {
    int end = end(chunk.data(), 0);
    if (!TYPES.contains(chunk.type()) || end < 0) {
      return Optional.empty();
    }
    var keyword =
        new String(chunk.data(), 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return isCards(keyword)
        ? Optional.of(new PngText(keyword, content(chunk, end + 1)))
        : Optional.empty();
  }

  private static boolean isCards(String keyword) {
    return keyword.equals(CHARA) || keyword.equals(CCV3) || keyword.startsWith(ASSET);
  }

  /** A chunk of a card, as it is written. */
  static PngChunk chunk(String keyword, byte[] document) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(keyword.getBytes(StandardCharsets.ISO_8859_1));
    out.write(0);
    out.writeBytes(Base64.getEncoder().encode(document));
    return PngChunk.of("tEXt", out.toByteArray());
  }

  /** The number behind {@code chara-ext-asset_}, with a colon or without one. */
  Optional<String> asset() {
    return keyword.startsWith(ASSET)
        ? Optional.of(keyword.substring(ASSET.length()).replace(":", ""))
        : Optional.empty();
  }

  /** The bytes that the text stands for; some write JSON itself. */
  Optional<byte[]> decoded() {
    if (text.length > 0 && text[0] == '{') {
      return Optional.of(text);
    }
    try {
      return Optional.of(Base64.getMimeDecoder().decode(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static byte[] content(PngChunk chunk, int from) {
    var data = chunk.data();
    return switch (chunk.type()) {
      case "tEXt" -> rest(data, from);
      case "zTXt" -> inflated(data, from + 1);
      default -> international(data, from);
    };
  }

  /** The text behind whether and how it is compressed, its language and its translated keyword. */
  private static byte[] international(byte[] data, int from) {
    int language = end(data, from + 2);
    int translation = language < 0 ? -1 : end(data, language + 1);
    if (translation < 0) {
      throw new CardRefusal(Reason.CORRUPT, "an iTXt chunk breaks off");
    }
    return data[from] == 1 ? inflated(data, translation + 1) : rest(data, translation + 1);
  }

  private static byte[] rest(byte[] data, int from) {
    return Arrays.copyOfRange(data, Math.min(from, data.length), data.length);
  }

  /** The place of the next zero; -1 where there is none. */
  private static int end(byte[] data, int from) {
    for (int i = Math.max(0, from); i < data.length; i++) {
      if (data[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  /** It is counted before anything of it is kept, so that a bomb takes no memory and less time. */
  private static byte[] inflated(byte[] data, int from) {
    var compressed = rest(data, from);
    var whole = new byte[length(compressed)];
    try (var inflater = new Inflater()) {
      inflater.setInput(compressed);
      int at = 0;
      while (at < whole.length) {
        at += inflater.inflate(whole, at, whole.length - at);
      }
      return whole;
    } catch (DataFormatException e) {
      throw broken(e);
    }
  }

  private static int length(byte[] compressed) {
    var piece = new byte[1 << 16];
    int bytes = 0;
    try (var inflater = new Inflater()) {
      inflater.setInput(compressed);
      while (!inflater.finished()) {
        int read = inflater.inflate(piece);
        if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new CardRefusal(Reason.CORRUPT, "a compressed chunk breaks off");
        }
        bytes += read;
        if (bytes > MOST_INFLATED) {
          throw new CardRefusal(
              Reason.TOO_LARGE, "a chunk inflates to more than %d bytes".formatted(MOST_INFLATED));
        }
      }
      return bytes;
    } catch (DataFormatException e) {
      throw broken(e);
    }
  }

  private static CardRefusal broken(DataFormatException e) {
    return new CardRefusal(Reason.CORRUPT, "a compressed chunk is broken: " + e.getMessage());
  }
}
