package dev.tutti.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Texts of people in headers. HTTP says nothing of their encoding, and its bytes are read as Latin
 * 1; callers send UTF-8, or, where their library takes ASCII only, an extended value of RFC 8187,
 * 3.2: {@code UTF-8''%E5%BC%A0}.
 */
public final class HeaderText {
  private static final String EXTENDED = "UTF-8''";
  private static final int LAST_ASCII = 0x7F;
  private static final int LAST_BYTE = 0xFF;

  private HeaderText() {}

  /** The text that a header's value stands for: its bytes as UTF-8 where they are that. */
  public static String of(String value) {
    if (value.regionMatches(true, 0, EXTENDED, 0, EXTENDED.length())) {
      return extended(value);
    }
    if (isAscii(value) || value.chars().anyMatch(c -> c > LAST_BYTE)) {
      return value;
    }
    return utf8(value.getBytes(StandardCharsets.ISO_8859_1), value);
  }

  /** The value for a text, in ASCII. */
  public static String value(String text) {
    boolean plain =
        text.chars().allMatch(c -> c >= ' ' && c < LAST_ASCII)
            && !text.regionMatches(true, 0, EXTENDED, 0, EXTENDED.length());
    return plain
        ? text
        : EXTENDED + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c <= LAST_ASCII);
  }

  private static String extended(String value) {
    try {
      var encoded = value.substring(EXTENDED.length()).replace("+", "%2B");
      var bytes = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1);
      return utf8(bytes.getBytes(StandardCharsets.ISO_8859_1), value);
    } catch (IllegalArgumentException _) {
      return value; // a percent sign without digits: no extended value
    }
  }

  private static String utf8(byte[] bytes, String otherwise) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return otherwise;
    }
  }
}
