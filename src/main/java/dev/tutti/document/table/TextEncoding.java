package dev.tutti.document.table;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Encoding of a text: by its mark; UTF-16 without one where every other byte is zero; UTF-8 where
 * it is valid. What is left is GB18030, or Windows-1252: in Chinese, bytes above 127 come in pairs,
 * in European words they stand alone among letters.
 */
final class TextEncoding {
  private static final int SAMPLE = 1 << 16;

  private TextEncoding() {}

  static String decoded(byte[] bytes) {
    if (marked(bytes, 0xff, 0xfe)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
    }
    if (marked(bytes, 0xfe, 0xff)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
    }
    if (zeros(bytes, 1)) {
      return new String(bytes, StandardCharsets.UTF_16LE);
    }
    if (zeros(bytes, 0)) {
      return new String(bytes, StandardCharsets.UTF_16BE);
    }
    int from = bytes.length > 2 && marked(bytes, 0xef, 0xbb) ? 3 : 0;
    try {
      return strictly(StandardCharsets.UTF_8, bytes, from);
    } catch (CharacterCodingException _) {
      return european(bytes)
          ? new String(bytes, Charset.forName("windows-1252"))
          : new String(bytes, Charset.forName("GB18030"));
    }
  }

  private static boolean marked(byte[] bytes, int first, int second) {
    return bytes.length > 1 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
  }

  /** Whether most bytes at even or odd places are zero, and nearly no others. */
  private static boolean zeros(byte[] bytes, int parity) {
    int to = Math.min(bytes.length, SAMPLE);
    int zeros = 0;
    int others = 0;
    for (int i = 0; i < to; i++) {
      zeros += bytes[i] == 0 && i % 2 == parity ? 1 : 0;
      others += bytes[i] == 0 && i % 2 != parity ? 1 : 0;
    }
    return to >= 4 && bytes.length % 2 == 0 && zeros * 10 > to * 3 && others == 0;
  }

  private static String strictly(Charset charset, byte[] bytes, int from)
      throws CharacterCodingException {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
        .toString();
  }

  /** Whether most runs of bytes above 127 are of one byte. */
  private static boolean european(byte[] bytes) {
    int single = 0;
    int longer = 0;
    int run = 0;
    for (byte each : bytes) {
      if (each < 0) {
        run++;
      } else if (run > 0) {
        single += run == 1 ? 1 : 0;
        longer += run > 1 ? 1 : 0;
        run = 0;
      }
    }
    return single > longer;
  }
}
