package dev.tutti.token;

/**
 * Estimate of the tokens of a text, from the kinds of its characters, in the pieces in which it
 * comes; for upstreams that do not say. Not thread-safe.
 *
 * <p>A word of Latin letters is about one token and long ones a little more, a digit two thirds, a
 * mark one and its repetitions next to nothing; Han, kana and hangul are two thirds of a token a
 * character. The weights were fitted by least squares to some four hundred answers of fifteen
 * providers that reported their tokens: on answers not used for fitting, half of the estimates are
 * within 6 % and nine of ten within 20 %, where a quarter of the characters is 15 % off at the
 * median. Scripts other than Latin and Han were rare among them.
 */
public final class TokenEstimate {
  private static final int WORD = 105;
  private static final int SHORT = 6;
  private static final int LATE_LETTER = 8;
  private static final int DIGIT = 65;
  private static final int MARK = 103;
  private static final int REPEATED_MARK = 15;
  private static final int NEW_LINE = 92;
  private static final int WIDE = 68;
  private static final int OTHER = 65;

  private long hundredths;
  private long wideHundredths;
  private Kind before = Kind.SPACE;
  private int run;

  /** Takes the next piece of the text. */
  public void add(CharSequence piece) {
    for (int i = 0; i < piece.length(); i++) {
      add(piece.charAt(i));
    }
  }

  /** Takes the next piece of the text. */
  public void add(char[] characters, int from, int length) {
    for (int i = from; i < from + length; i++) {
      add(characters[i]);
    }
  }

  private void add(char c) {
    var kind = Kind.of(c);
    run = kind == before ? run + 1 : 1;
    before = kind;
    if (kind == Kind.WIDE) {
      wideHundredths += WIDE;
    } else {
      hundredths += weight(kind);
    }
  }

  private int weight(Kind kind) {
    return switch (kind) {
      case LETTER -> run == 1 ? WORD : run > SHORT ? LATE_LETTER : 0;
      case DIGIT -> DIGIT;
      case MARK -> run == 1 ? MARK : REPEATED_MARK;
      case NEW_LINE -> run == 1 ? NEW_LINE : 0;
      case SPACE -> 0;
      case WIDE -> WIDE;
      case OTHER -> OTHER;
    };
  }

  /** The tokens of the text so far. */
  public long tokens() {
    return (hundredths + wideHundredths + 99) / 100;
  }

  /** The part of the tokens that is not of {@link #wide} characters. */
  double narrow() {
    return hundredths / 100.0;
  }

  /** The part of the tokens that is of Han, kana and hangul. */
  double wide() {
    return wideHundredths / 100.0;
  }

  private enum Kind {
    LETTER,
    DIGIT,
    MARK,
    NEW_LINE,
    SPACE,
    WIDE,
    OTHER;

    static Kind of(char c) {
      if (c >= 0x80) {
        return isWide(c) ? WIDE : OTHER;
      }
      if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
        return LETTER;
      }
      if (c <= ' ') {
        return c == '\n' ? NEW_LINE : SPACE;
      }
      return c >= '0' && c <= '9' ? DIGIT : MARK;
    }

    /** Characters of scripts that write a syllable or a word with each. */
    private static boolean isWide(char c) {
      return (c >= 0x2E80 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0xFF00;
    }
  }
}
