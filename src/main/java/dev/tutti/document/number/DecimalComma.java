package dev.tutti.document.number;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decimal commas in running texts. They are certain where the words are of a language that writes
 * them so, some numbers can only be read so, and hardly any can only be read otherwise: words alone
 * are no proof, as Swiss and Mexican texts have points, and numbers alone are none either.
 */
public final class DecimalComma {
  /** Surroundings of texts in which they are certain. */
  private static final NumberSurroundings COMMA =
      new NumberSurroundings(null, null, ",", List.of());

  /** Small words of European languages that English does not have. */
  private static final Set<String> EUROPEAN =
      words(
          """
          der das und ist mit von für auf im um den dem des eine einer einem nicht wurde sich auch bei nach zum zur stieg betrug \
          le la les du est et une pour dans sur avec qui aux au ses sont été cette \
          el los las del que por una para su más fue han \
          il gli della dei delle nel nella che è di sono stato \
          os da dos das não uma em foi ao pela \
          het een voor met zijn bij van werd \
          och att för det på av ble og til ved\
          """);

  private static final Set<String> ENGLISH =
      words("the of and to were with for from that this by its which has");

  private static final Pattern WORD = Pattern.compile("\\p{L}++");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  /** Number that has a point, whatever the language. */
  private static final Pattern ONLY_POINT =
      Pattern.compile("(?<![\\d.,])(?:\\d{1,3}(?:,\\d{3})+\\.\\d|\\d+\\.\\d{1,2}\\s?[%€$£])");

  /** Number that may have one, or be that of a section. */
  private static final Pattern PERHAPS_POINT =
      Pattern.compile("(?<![\\d.,])\\d+\\.\\d{1,2}(?![.,]?\\d|\\.)");

  /** So much of a text says which language it is of. */
  private static final int LONGEST = 100_000;

  private static final int FEWEST_WORDS = 3;
  private static final int TIMES_ENGLISH = 4;
  private static final int TIMES_POINTS = 3;

  private DecimalComma() {}

  private static Set<String> words(String text) {
    return Set.copyOf(List.of(text.split(" ")));
  }

  /** Surroundings of the numbers of a document, by all of its text. */
  public static NumberSurroundings around(CharSequence text) {
    return certain(text) ? COMMA : NumberSurroundings.NONE;
  }

  static boolean certain(CharSequence text) {
    int commas = commas(text);
    return commas > 0 && european(text) && !ONLY_POINT.matcher(text).find() && rare(text, commas);
  }

  /** How many commas between digits cannot divide thousands. */
  private static int commas(CharSequence text) {
    int commas = 0;
    for (int at = 1; at + 1 < text.length(); at++) {
      if (text.charAt(at) == ',' && digit(text, at - 1) && digit(text, at + 1)) {
        int end = at + 2;
        while (end <= at + 4 && digit(text, end)) {
          end++;
        }
        boolean more = end < text.length() && text.charAt(end) == ',' && digit(text, end + 1);
        commas += end != at + 4 && !more ? 1 : 0;
      }
    }
    return commas;
  }

  private static boolean digit(CharSequence text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static boolean european(CharSequence text) {
    CharSequence begin = text.subSequence(0, Math.min(LONGEST, text.length()));
    if (HAN.matcher(begin).find()) {
      return false;
    }
    int european = 0;
    int english = 0;
    Matcher word = WORD.matcher(begin);
    while (word.find()) {
      if (word.end() - word.start() <= 8) {
        String plain = word.group().toLowerCase(Locale.ROOT);
        european += EUROPEAN.contains(plain) ? 1 : 0;
        english += ENGLISH.contains(plain) ? 1 : 0;
      }
    }
    return european >= FEWEST_WORDS && european >= english * TIMES_ENGLISH;
  }

  private static boolean rare(CharSequence text, int commas) {
    long points = PERHAPS_POINT.matcher(text).results().limit(commas).count();
    return points * TIMES_POINTS <= commas;
  }
}
