package dev.tutti.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Texts of people in headers. HTTP says nothing of their encoding, and its bytes are read as Latin
 * 1; callers send UTF-8.
 */
public final class HeaderText {
  private static final int LAST_ASCII = 0x7F;
  private static final int LAST_BYTE = 0xFF;

  private HeaderText() {}

  /** The text that a header's value stands for: its bytes as UTF-8 where they are that. */
  public static String of(String value) {
    if (value.chars().allMatch(c -> c <= LAST_ASCII)
        || value.chars().anyMatch(c -> c > LAST_BYTE)) {
      return value;
    }
    try {
      var bytes = ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      return value;
    }
  }
}
