package dev.tutti.document.number;

import java.math.BigDecimal;

/** Chinese numerals, also mixed with Arabic digits: 十四亿一千万, 1亿2000万, 一百二十三点五. */
final class ChineseDigits {

  private static final String DIGITS = "零一二三四五六七八九";

  private ChineseDigits() {}

  static BigDecimal value(String numeral) {
    String text = numeral.replace('〇', '零').replace('两', '二').replace(",", "");
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal section = BigDecimal.ZERO;
    BigDecimal number = BigDecimal.ZERO;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int power = power(c);
      if (power == 0) {
        int end = digitsEnd(text, at);
        number = digits(text.substring(at, end));
        at = end;
        continue;
      }
      if (power < 4) {
        boolean bare = number.signum() == 0 && section.signum() == 0 && c == '十';
        section = section.add((bare ? BigDecimal.ONE : number).scaleByPowerOfTen(power));
      } else if (power == 8) {
        total = total.add(section).add(number).scaleByPowerOfTen(8);
        section = BigDecimal.ZERO;
      } else {
        section = section.add(number);
        total = total.add(section.scaleByPowerOfTen(4));
        section = BigDecimal.ZERO;
      }
      number = BigDecimal.ZERO;
      at++;
    }
    BigDecimal value = total.add(section).add(number);
    return value.signum() == 0 ? BigDecimal.ZERO : plain(value);
  }

  static BigDecimal plain(BigDecimal value) {
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  private static int power(char c) {
    return switch (c) {
      case '十' -> 1;
      case '百' -> 2;
      case '千' -> 3;
      case '万' -> 4;
      case '亿' -> 8;
      default -> 0;
    };
  }

  private static int digitsEnd(String text, int from) {
    int end = from + 1;
    while (end < text.length() && power(text.charAt(end)) == 0) {
      end++;
    }
    return end;
  }

  private static BigDecimal digits(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int digit = DIGITS.indexOf(c);
      plain.append(c == '点' ? '.' : digit >= 0 ? (char) ('0' + digit) : c);
    }
    return new BigDecimal(plain.toString());
  }
}
