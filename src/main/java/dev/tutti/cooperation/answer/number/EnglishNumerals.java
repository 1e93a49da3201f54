package dev.tutti.cooperation.answer.number;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers in English words, such as "twenty-three", "one and a half" and "two thirds". */
final class EnglishNumerals {
  private static final Map<String, Integer> SMALL = small();
  private static final Map<String, Long> SCALES =
      Map.of(
          "thousand", 1_000L,
          "million", 1_000_000L,
          "billion", 1_000_000_000L,
          "trillion", 1_000_000_000_000L);
  private static final Map<String, Integer> PARTS = parts();
  private static final Pattern WORD = Pattern.compile("\\G[\\s-]{0,2}([A-Za-z]{1,12})(?![A-Za-z])");
  private static final int MOST_WORDS = 20;

  private Rational total = Rational.ZERO;
  private Rational current = Rational.ZERO;
  private boolean begun;
  private boolean afterAnd;
  private boolean afterArticle;
  private int end;

  private EnglishNumerals() {}

  /** Number that begins at a place; null where none does. */
  static @Nullable Numeral at(String text, int start) {
    if (start > 0 && Character.isLetter(text.charAt(start - 1))) {
      return null;
    }
    var numeral = new EnglishNumerals();
    numeral.read(text, start);
    return numeral.begun ? new Numeral(numeral.total.plus(numeral.current), numeral.end) : null;
  }

  private void read(String text, int start) {
    var word = WORD.matcher(text).region(start, text.length());
    for (int i = 0; i < MOST_WORDS && word.find(); i++) {
      var name = word.group(1).toLowerCase(Locale.ROOT);
      boolean joins = name.equals("and") ? begun : name.equals("a") || name.equals("an");
      if (joins) {
        afterAnd |= name.equals("and");
        afterArticle |= !name.equals("and");
      } else if (take(name)) {
        begun = true;
        afterAnd = false;
        end = word.end();
      } else {
        return;
      }
    }
  }

  /** Whether a word goes on with the number. */
  private boolean take(String name) {
    var small = SMALL.get(name);
    var scale = SCALES.get(name);
    var part = PARTS.get(name);
    if (small != null) {
      return add(small);
    }
    if (scale != null) {
      total = total.plus(atLeastOne().times(Rational.of(scale)));
      current = Rational.ZERO;
      return true;
    }
    if (name.equals("hundred") || name.equals("dozen")) {
      current = atLeastOne().times(Rational.of(name.equals("dozen") ? 12 : 100));
      return true;
    }
    return part != null && divide(part, name.endsWith("s"));
  }

  /** Adds to what has room for it: two after twenty, not after three. */
  private boolean add(int small) {
    boolean room =
        current.signum() == 0
            ? !begun || total.signum() > 0
            : current.isWhole() && current.numerator().intValue() % (small < 10 ? 10 : 100) == 0;
    if (room) {
      current = current.plus(Rational.of(small));
    }
    return room;
  }

  private Rational atLeastOne() {
    return current.signum() == 0 ? Rational.ONE : current;
  }

  /** Two thirds, a half; one and a half, which adds. A third without an article is an ordinal. */
  private boolean divide(int parts, boolean plural) {
    var one = Rational.of(1, parts);
    if (!begun) {
      current = one;
      return parts == 2 || (!plural && (afterArticle || parts == 4));
    }
    if (afterAnd && !plural) {
      current = current.plus(one);
      return true;
    }
    if (current.equals(Rational.ONE) && !plural) {
      current = one;
      return true;
    }
    if (plural && current.signum() > 0) {
      current = current.times(one);
      return true;
    }
    return false;
  }

  private static Map<String, Integer> small() {
    var words =
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
        sixteen seventeen eighteen nineteen\
        """
            .split(" ");
    var tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
    var small = new HashMap<String, Integer>();
    for (int i = 0; i < words.length; i++) {
      small.put(words[i], i);
    }
    for (int i = 0; i < tens.length; i++) {
      small.put(tens[i], (i + 2) * 10);
    }
    return Map.copyOf(small);
  }

  private static Map<String, Integer> parts() {
    var words = "half third quarter fifth sixth seventh eighth ninth tenth".split(" ");
    var parts = new HashMap<String, Integer>();
    for (int i = 0; i < words.length; i++) {
      parts.put(words[i], i + 2);
      parts.put(words[i] + "s", i + 2);
    }
    parts.put("halves", 2);
    parts.put("fourth", 4);
    parts.put("fourths", 4);
    parts.put("hundredths", 100);
    return Map.copyOf(parts);
  }
}
