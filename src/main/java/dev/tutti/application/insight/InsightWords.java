package dev.tutti.application.insight;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Words and numbers of results in the reader's language.
 *
 * @param chinese whether it is Chinese, else English
 */
record InsightWords(boolean chinese) {

  String pick(String inChinese, String inEnglish) {
    return chinese ? inChinese : inEnglish;
  }

  /** Direction of a trend. */
  String direction(String word) {
    return switch (word) {
      case "increasing" -> pick("上升", "increasing");
      case "decreasing" -> pick("下降", "decreasing");
      case "no trend" -> pick("无显著趋势", "no significant trend");
      default -> pick("数据不足", "insufficient data");
    };
  }

  /** Answer about seasons. */
  String season(String answer) {
    return switch (answer) {
      case "yes" -> pick("有季节性", "seasonal");
      case "no" -> pick("无显著季节性", "no significant season");
      case "not_applicable" -> pick("不适用", "not applicable");
      default -> pick("数据不足，不能判断", "insufficient data");
    };
  }

  /** Number with as many digits as readers need; 无 or n/a where there is none. */
  String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return pick("无", "n/a");
    }
    BigDecimal exact = BigDecimal.valueOf(value);
    BigDecimal round =
        Math.abs(value) >= 1
            ? exact.setScale(2, RoundingMode.HALF_EVEN)
            : exact.round(new MathContext(3, RoundingMode.HALF_EVEN));
    String plain = round.stripTrailingZeros().toPlainString();
    return plain.equals("-0") ? "0" : plain;
  }

  /** Number with its unit. */
  String value(double value, @Nullable String unit) {
    if (unit == null || unit.isEmpty()) {
      return number(value);
    }
    if (unit.equals("%")) {
      return percent(value);
    }
    boolean latin = unit.chars().allMatch(c -> c < 128);
    return number(value) + (latin ? " " : "") + unit;
  }

  /** Fraction as a percentage. */
  String percent(double fraction) {
    if (Double.isNaN(fraction) || Double.isInfinite(fraction)) {
      return pick("无", "n/a");
    }
    BigDecimal percent =
        BigDecimal.valueOf(fraction).movePointRight(2).setScale(2, RoundingMode.HALF_EVEN);
    return percent.stripTrailingZeros().toPlainString() + "%";
  }

  /** Probability. */
  String probability(double p) {
    return Double.isNaN(p)
        ? pick("无", "n/a")
        : p < 0.0001
            ? "< 0.0001"
            : BigDecimal.valueOf(p).setScale(4, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** Whether a text has Chinese characters. */
  static boolean chinese(String text) {
    return text.codePoints().anyMatch(Character::isIdeographic);
  }
}
