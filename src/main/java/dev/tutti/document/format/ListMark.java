package dev.tutti.document.format;

/** Mark of an item of a list: a bullet, as printed texts have it. */
final class ListMark {
  private static final String BULLETS = "•●▪■◆◦‣○□▶►➢✓√·\uf0b7\uf06c\uf0a7\uf0d8";

  private ListMark() {}

  /** Whether a text is a mark and nothing else. */
  static boolean is(String text) {
    return text.length() == 1 && BULLETS.indexOf(text.charAt(0)) >= 0;
  }

  /** Whether a line begins with a mark before its words. */
  static boolean starts(String line) {
    if (line.length() < 3) {
      return false;
    }
    char first = line.charAt(0);
    char second = line.charAt(1);
    if (BULLETS.indexOf(first) >= 0) {
      return true;
    }
    return (first == '-' || first == '–' || first == '*')
        && second == ' '
        && Character.isLetter(line.charAt(2));
  }
}
