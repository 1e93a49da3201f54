package dev.tutti.provider;

/**
 * Estimates how many tokens a text has, from the kinds of its characters, in the pieces in which it
 * comes; for upstreams that do not say. Not thread-safe.
 *
 * <p>Latin words cost a little for each word and for each letter, digits about half a token, Han,
 * kana and hangul somewhat less than one token a character.
 */
final class TokenEstimate {
  private static final int WORD = 55;
  private static final int LETTER = 12;
  private static final int DIGIT = 45;
  private static final int MARK = 55;
  private static final int SPACE = 4;
  private static final int WIDE = 68;
  private static final int OTHER = 45;

  private long hundredths;
  private boolean inWord;

  /** Takes the next piece of the text. */
  void add(CharSequence piece) {
    for (int i = 0; i < piece.length(); i++) {
      add(piece.charAt(i));
    }
  }

  /** Takes the next piece of the text. */
  void add(char[] characters, int from, int length) {
    for (int i = from; i < from + length; i++) {
      add(characters[i]);
    }
  }

  private void add(char c) {
    boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    if (letter) {
      hundredths += inWord ? LETTER : WORD;
    } else if (c < 0x80) {
      hundredths += c <= ' ' ? SPACE : c >= '0' && c <= '9' ? DIGIT : MARK;
    } else {
      hundredths += isWide(c) ? WIDE : OTHER;
    }
    inWord = letter;
  }

  /** Characters of scripts that write a syllable or a word with each. */
  private static boolean isWide(char c) {
    return (c >= 0x2E80 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0xFF00;
  }

  /** The tokens of the text so far. */
  long tokens() {
    return (hundredths + 99) / 100;
  }
}
