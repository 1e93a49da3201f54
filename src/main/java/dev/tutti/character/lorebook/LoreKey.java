package dev.tutti.character.lorebook;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Key of an entry: what a text must hold. Thread-safe. */
public sealed interface LoreKey {
  /** How the key is written. */
  String text();

  /** Whether a text holds it. */
  boolean isIn(ScanText text);

  /** A key of words; an empty one never matches. */
  static LoreKey words(String key, boolean caseSensitive) {
    return new Words(key, form(key.strip(), caseSensitive), caseSensitive);
  }

  /**
   * A regular expression as {@code /pattern/flags} or alone; nothing where it cannot be run in time
   * that grows with the text.
   */
  static Optional<Expression> expression(String key) {
    int end = key.lastIndexOf('/');
    boolean slashes = key.startsWith("/") && end > 0;
    if (key.length() > Expression.LONGEST) {
      return Optional.empty();
    }
    try {
      var pattern =
          Pattern.compile(
              Expression.unicode(slashes ? key.substring(1, end) : key),
              Expression.flags(slashes ? key.substring(end + 1) : ""));
      return Optional.of(new Expression(key, pattern))
          .filter(each -> each.steps() <= Expression.MOST_STEPS);
    } catch (PatternSyntaxException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /** Widths, and cases unless they matter, made the same. */
  static String form(String text, boolean caseSensitive) {
    var normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
    return caseSensitive ? normal : normal.toLowerCase(Locale.ROOT);
  }

  /** Words that are looked for as they are: whole where all of them is Latin. */
  record Words(String text, String form, boolean caseSensitive) implements LoreKey {
    private static final Set<UnicodeScript> CJK =
        Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO);

    @Override
    public boolean isIn(ScanText text) {
      if (form.isEmpty()) {
        return false;
      }
      var place = text.form(caseSensitive);
      boolean whole = form.codePoints().allMatch(Words::isLatin);
      int begin = text.begin(caseSensitive);
      for (int at = place.indexOf(form, begin); at >= 0; at = place.indexOf(form, at + 1)) {
        if (!whole || isWhole(place, at, at + form.length())) {
          return true;
        }
      }
      return false;
    }

    private static boolean isWhole(String text, int from, int to) {
      return (from == 0 || !continues(text.codePointBefore(from)))
          && (to == text.length() || !continues(text.codePointAt(to)));
    }

    private static boolean isLatin(int each) {
      return Character.isDigit(each)
          || (Character.isLetter(each) && UnicodeScript.of(each) == UnicodeScript.LATIN);
    }

    /** Whether a word goes on with this character: Chinese next to it is another word. */
    private static boolean continues(int each) {
      return Character.isLetterOrDigit(each) && !CJK.contains(UnicodeScript.of(each));
    }
  }

  /**
   * A regular expression of RE2, whose time grows with the text and with its own size.
   *
   * @param pattern of at most {@link #MOST_STEPS} steps
   */
  record Expression(String text, Pattern pattern) implements LoreKey {
    /** Steps of the largest one that is run. */
    static final int MOST_STEPS = 1_000;

    private static final int LONGEST = 2_000;

    /** Steps that each character of a text may take. */
    int steps() {
      return pattern.programSize();
    }

    @Override
    public boolean isIn(ScanText scanned) {
      return pattern.matcher(scanned.text()).find();
    }

    private static int flags(String letters) {
      int flags = 0;
      for (int letter : letters.chars().toArray()) {
        flags |=
            switch (letter) {
              case 'i' -> Pattern.CASE_INSENSITIVE;
              case 's' -> Pattern.DOTALL;
              case 'm' -> Pattern.MULTILINE;
              default -> 0;
            };
      }
      return flags;
    }

    /** JavaScript's <code>&#92;u4e00</code> as RE2 writes it. */
    private static String unicode(String pattern) {
      return pattern
          .replaceAll("\\\\u\\{([0-9a-fA-F]{1,6})\\}", "\\\\x{$1}")
          .replaceAll("\\\\u([0-9a-fA-F]{4})", "\\\\x{$1}");
    }
  }
}
