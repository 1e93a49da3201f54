package dev.tutti.context;

import java.util.regex.Pattern;

/**
 * Search for what looks like the name of something: a title in Chinese marks, a few quoted words, a
 * capital within a sentence. Follow-ups speak of what was named last.
 */
final class NameScan {
  private static final int MOST = 20_000;
  private static final Pattern NAME =
      Pattern.compile("[《「『]|“[^”]{2,40}”|\"[^\"]{3,40}\"|[a-z,;:] \\p{Lu}\\p{L}");

  private NameScan() {}

  /** Whether a text names something, as far as its first 20,000 characters show. */
  static boolean hasName(String text) {
    return NAME.matcher(text.length() > MOST ? text.substring(0, MOST) : text).find();
  }
}
