package dev.tutti.document.format;

import dev.tutti.document.block.UnreadableDocument;

/**
 * Count of the characters that were taken out of an office file. Each stands in it once; only where
 * elements of text stand in one another are there more of them than the file has, without an end.
 */
final class OfficeText {
  private static final long MOST = 48L << 20;

  private long characters;

  /**
   * The text, once it is counted.
   *
   * @throws UnreadableDocument too_large
   */
  String counted(String text) {
    characters += text.length();
    if (characters > MOST) {
      throw new UnreadableDocument(
          "too_large", "text: more than " + MOST + " characters (expected: less)");
    }
    return text;
  }
}
