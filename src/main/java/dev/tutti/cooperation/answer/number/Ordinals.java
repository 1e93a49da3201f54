package dev.tutti.cooperation.answer.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Ordinals from the first to the ninety-ninth that are a whole answer: "third", {@code 3rd place},
 * 第三名. What is a share, such as "a third", or a part of a name, such as 第一次世界大战, is none.
 */
public final class Ordinals {
  private static final String[] ONES =
      """
      first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth \
      fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth\
      """
          .split(" ");
  private static final String[] TENS =
      "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

  private static final int LONGEST = 40;
  private static final List<String> WORDS = words();

  private static final Pattern ENGLISH =
      Pattern.compile(
          "(?:the )?(?:(\\d{1,2})(?:st|nd|rd|th)"
              + "|((?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty[ -])?[a-z]{5,11}))"
              + "(?: (?:place|position|rank|one))?");
  private static final Pattern CHINESE = Pattern.compile("第\\s?([\\d一二三四五六七八九十]{1,3})\\s?[名位个]?");

  private Ordinals() {}

  /** Words from the first to the ninety-ninth. */
  private static List<String> words() {
    var words = new ArrayList<>(List.of(ONES));
    for (var tens : TENS) {
      words.add(tens.substring(0, tens.length() - 1) + "ieth");
      for (int one = 0; one < 9; one++) {
        words.add(tens + "-" + ONES[one]);
      }
    }
    return List.copyOf(words);
  }

  /** Number of a text that is an ordinal and nothing else; empty for any other one. */
  public static OptionalInt of(String text) {
    if (text.length() > LONGEST) {
      return OptionalInt.empty();
    }
    var english = ENGLISH.matcher(text.toLowerCase(Locale.ROOT));
    if (english.matches()) {
      return english.group(1) == null
          ? number(WORDS.indexOf(english.group(2).replace(' ', '-')) + 1)
          : number(Integer.parseInt(english.group(1)));
    }
    var chinese = CHINESE.matcher(text);
    return chinese.matches() ? chinese(chinese.group(1)) : OptionalInt.empty();
  }

  private static OptionalInt chinese(String digits) {
    if (Character.isDigit(digits.charAt(0))) {
      return digits.matches("\\d{1,2}") ? number(Integer.parseInt(digits)) : OptionalInt.empty();
    }
    var numeral = ChineseNumerals.at(digits, 0);
    return numeral == null || numeral.end() < digits.length() || !numeral.value().isWhole()
        ? OptionalInt.empty()
        : number(numeral.value().numerator().intValue());
  }

  private static OptionalInt number(int number) {
    return number >= 1 && number <= WORDS.size() ? OptionalInt.of(number) : OptionalInt.empty();
  }

  /**
   * Word of an ordinal, such as "twenty-first".
   *
   * @param number 1 to 99
   */
  public static String word(int number) {
    return WORDS.get(number - 1);
  }
}
