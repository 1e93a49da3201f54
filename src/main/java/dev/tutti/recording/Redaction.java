package dev.tutti.recording;

import dev.tutti.text.KeyMask;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a text what looks like a secret or like personal data: e-mail addresses, numbers of
 * cards, of identity cards of the People's Republic of China (GB 11643: 17 digits and a check
 * character) and of telephones, and what the settings name. Rather too much than too little.
 */
final class Redaction {
  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "[e-mail]",
              "[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}"),
          new Kind("[id]", "(?<!\\d)[1-9]\\d{5}(?:19|20)\\d{2}[01]\\d[0-3]\\d\\d{3}[\\dXx](?!\\d)"),
          new Kind("[card]", "(?<!\\d)\\d{4}(?:[ -]?\\d{4}){2}[ -]?\\d{1,7}(?!\\d)"),
          new Kind(
              "[phone]", "(?<!\\d)(?:\\+\\d{1,3}[ -]?\\d(?:[ -]?\\d){6,12}|1[3-9]\\d{9})(?!\\d)"));

  private static final String OTHERS = "[redacted]";

  private record Kind(String instead, Pattern pattern) {
    Kind(String instead, String pattern) {
      this(instead, Pattern.compile(pattern));
    }
  }

  private Redaction() {}

  /** The text without all that. */
  static String of(String text, List<Pattern> others) {
    var left = KeyMask.hideAll(text);
    for (var kind : KINDS) {
      left = kind.pattern.matcher(left).replaceAll(kind.instead);
    }
    for (var other : others) {
      left = other.matcher(left).replaceAll(OTHERS);
    }
    return left;
  }

  /** Whether a text has what stands for what is taken out; it may have had it before. */
  static boolean isIn(String text) {
    return text.contains(OTHERS)
        || text.contains(KeyMask.MASK)
        || KINDS.stream().anyMatch(kind -> text.contains(kind.instead));
  }
}
