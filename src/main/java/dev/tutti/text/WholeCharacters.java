package dev.tutti.text;

/**
 * Ends of texts that are too long, without half a character: one that Java has in two halves, such
 * as an emoji, must not be parted, as an upstream may refuse a request for it.
 */
public final class WholeCharacters {
  private WholeCharacters() {}

  /**
   * The beginning of a text.
   *
   * @param most length, 0 or more
   */
  public static String first(String text, int most) {
    return text.length() <= most ? text : text.substring(0, parts(text, most) ? most - 1 : most);
  }

  /**
   * The end of a text.
   *
   * @param most length, 0 or more
   */
  public static String last(String text, int most) {
    int from = text.length() - most;
    return from <= 0 ? text : text.substring(parts(text, from) ? from + 1 : from);
  }

  private static boolean parts(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }
}
