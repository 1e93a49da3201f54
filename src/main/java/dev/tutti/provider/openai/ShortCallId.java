package dev.tutti.provider.openai;

import dev.tutti.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Ids of tool calls as Mistral takes them: nine letters or digits. An id of another form becomes
 * the first nine letters of its SHA-256, so that the same id is the same in every request.
 */
final class ShortCallId {
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9]{9}");
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 9;

  private ShortCallId() {}

  /** The id in that form; one that has it stays. */
  static String of(String id) {
    if (FORM.matcher(id).matches()) {
      return id;
    }
    var hash = Sha256.of(id.getBytes(StandardCharsets.UTF_8));
    var text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(DIGITS.charAt(Byte.toUnsignedInt(hash[i]) % DIGITS.length()));
    }
    return text.toString();
  }
}
