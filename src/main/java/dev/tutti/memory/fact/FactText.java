package dev.tutti.memory.fact;

import dev.tutti.chat.Fault;
import dev.tutti.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Rules of what a fact may say, and of when two say the same. */
public final class FactText {
  /** Longest text of a fact, in characters. */
  public static final int LONGEST = 4_000;

  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern END = Pattern.compile("[\\s.!。！]+$");

  private FactText() {}

  /**
   * The text as it is kept.
   *
   * @throws Fault {@code invalid_request} when it is blank or too long
   */
  public static String require(String text) {
    var stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > LONGEST) {
      throw Fault.invalid(
          "text", "%d characters (expected: 1 to %d)".formatted(stripped.length(), LONGEST));
    }
    return stripped;
  }

  /** Hash of the text without case, width, spaces and a full stop at its end. */
  static String digest(String text) {
    var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    var bare = END.matcher(SPACES.matcher(plain.strip()).replaceAll(" ")).replaceAll("");
    return Sha256.hex(bare.getBytes(StandardCharsets.UTF_8));
  }
}
