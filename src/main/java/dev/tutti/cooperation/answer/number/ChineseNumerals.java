package dev.tutti.cooperation.answer.number;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers in Chinese characters, such as 一百二十三, 三万五, 二〇二四 and the formal 壹佰, with digits
 * among them as in 3万5千.
 */
public final class ChineseNumerals {
  private static final String DIGITS = "零一二三四五六七八九";

  /** Tens in one character: 20, 30, 40. */
  private static final String TENS = "廿卅卌";

  private static final int FIRST_TENS = 2;
  private static final Map<Character, Character> FORMS =
      Map.ofEntries(
          Map.entry('〇', '零'),
          Map.entry('○', '零'),
          Map.entry('两', '二'),
          Map.entry('兩', '二'),
          Map.entry('壹', '一'),
          Map.entry('贰', '二'),
          Map.entry('貳', '二'),
          Map.entry('叁', '三'),
          Map.entry('參', '三'),
          Map.entry('肆', '四'),
          Map.entry('伍', '五'),
          Map.entry('陆', '六'),
          Map.entry('陸', '六'),
          Map.entry('柒', '七'),
          Map.entry('捌', '八'),
          Map.entry('玖', '九'),
          Map.entry('拾', '十'),
          Map.entry('佰', '百'),
          Map.entry('仟', '千'),
          Map.entry('萬', '万'),
          Map.entry('億', '亿'));
  private static final int LONGEST = 40;

  private ChineseNumerals() {}

  /** Whether a character may be in such a number. */
  static boolean isNumeral(char c) {
    char plain = FORMS.getOrDefault(c, c);
    return DIGITS.indexOf(plain) >= 0 || "十百千万亿".indexOf(plain) >= 0 || TENS.indexOf(c) >= 0;
  }

  /** Value of a digit; -1 where it is none. */
  static int digit(char c) {
    return DIGITS.indexOf(FORMS.getOrDefault(c, c));
  }

  /**
   * Number that begins at a place; null where none does.
   *
   * @throws ArithmeticException when it is too long
   */
  public static @Nullable Numeral at(String text, int start) {
    int end = start;
    while (end < text.length() && end - start < LONGEST && isNumeral(text.charAt(end))) {
      if (end > start && text.charAt(end) == '两' && isOne(text.charAt(end - 1))) {
        break; // three liang, not three two
      }
      end++;
    }
    if (end == start) {
      return null;
    }
    var plain = new StringBuilder();
    for (int i = start; i < end; i++) {
      int tens = TENS.indexOf(text.charAt(i));
      if (tens >= 0) {
        plain.append(DIGITS.charAt(FIRST_TENS + tens)).append('十');
      } else {
        plain.append(FORMS.getOrDefault(text.charAt(i), text.charAt(i)).charValue());
      }
    }
    var value = value(plain);
    return value == null ? null : new Numeral(value, end);
  }

  private static boolean isOne(char c) {
    return digit(c) > 0;
  }

  private static @Nullable Rational value(CharSequence text) {
    return text.chars().allMatch(c -> DIGITS.indexOf(c) >= 0) ? places(text) : sections(text);
  }

  /** Digits in places, such as 二〇二四. */
  private static Rational places(CharSequence text) {
    var digits = new StringBuilder();
    text.chars().forEach(c -> digits.append(DIGITS.indexOf(c)));
    return Rational.of(digits.toString());
  }

  /** Sections of 亿 and 万 from the left; null where units are in no order. */
  private static @Nullable Rational sections(CharSequence text) {
    long total = 0; // whole sections
    long section = 0; // below 万
    long digit = -1;
    long lastUnit = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int value = DIGITS.indexOf(c);
      if (value == 0) {
        lastUnit = 1; // 零 says that places are skipped
        digit = -1;
      } else if (value > 0) {
        if (digit >= 0) {
          return null;
        }
        digit = value;
      } else if (c == '万' || c == '亿') {
        section += Math.max(0, digit);
        long unit = c == '万' ? 10_000L : 100_000_000L;
        total =
            c == '亿'
                ? Math.multiplyExact(total + section, unit)
                : Math.addExact(total, Math.multiplyExact(section, unit));
        if (total == 0) {
          return null; // 万一 and the like
        }
        section = 0;
        digit = -1;
        lastUnit = unit;
      } else {
        long unit = c == '十' ? 10 : c == '百' ? 100 : 1_000;
        section += (digit < 0 ? 1 : digit) * unit;
        digit = -1;
        lastUnit = unit;
      }
    }
    long rest = Math.max(0, digit) * Math.max(1, lastUnit / 10);
    return Rational.of(total + section + rest);
  }
}
