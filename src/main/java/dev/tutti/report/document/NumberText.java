package dev.tutti.report.document;

import dev.tutti.report.MeasureUnit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as people read them, rounded, with their units. */
final class NumberText {
  private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.ROOT);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final BigDecimal MINUTE = BigDecimal.valueOf(60_000);
  private static final BigDecimal KIBI = BigDecimal.valueOf(1_024);
  private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB"};
  private static final int MONEY_DIGITS = 4;

  private NumberText() {}

  /** A value with its unit. */
  static String of(MeasureUnit unit, BigDecimal value) {
    return switch (unit) {
      case COUNT, TOKENS -> grouped(value, 0);
      case SHARE -> percent(value);
      case DOLLARS -> dollars(value);
      case MILLISECONDS -> time(value);
      case BYTES -> bytes(value);
      case TOKENS_PER_SECOND -> significant(value) + "/s";
      case NUMBER -> significant(value);
    };
  }

  /** A value beside an axis: with the digits that its neighbours, a step away, need. */
  static String mark(MeasureUnit unit, BigDecimal value, BigDecimal step) {
    int digits = Math.max(0, step.stripTrailingZeros().scale());
    return switch (unit) {
      case COUNT, TOKENS, NUMBER -> grouped(value, digits);
      case TOKENS_PER_SECOND -> grouped(value, digits) + "/s";
      case SHARE -> grouped(value.movePointRight(2), Math.max(0, digits - 2)) + " %";
      case DOLLARS -> "$" + grouped(value, Math.max(2, digits), Math.max(2, digits));
      case MILLISECONDS, BYTES -> of(unit, value);
    };
  }

  /** A change with its sign. */
  static String change(BigDecimal share) {
    return (share.signum() > 0 ? "+" : "") + percent(share);
  }

  private static String percent(BigDecimal share) {
    return grouped(share.movePointRight(2), 1) + " %";
  }

  /** Small amounts with more digits: a call may cost a thousandth of a cent. */
  private static String dollars(BigDecimal value) {
    int digits =
        value.abs().compareTo(BigDecimal.ONE) >= 0 || value.signum() == 0 ? 2 : MONEY_DIGITS;
    var rounded = value.setScale(digits, RoundingMode.HALF_EVEN);
    if (rounded.signum() == 0 && value.signum() != 0) {
      rounded = value.round(new MathContext(2));
      digits = Math.max(0, rounded.scale());
    }
    return (rounded.signum() < 0 ? "-$" : "$") + grouped(rounded.abs(), digits, digits);
  }

  private static String time(BigDecimal millis) {
    if (millis.abs().compareTo(MINUTE) >= 0) {
      return significant(millis.divide(MINUTE, MathContext.DECIMAL64)) + " min";
    }
    return millis.abs().compareTo(THOUSAND) >= 0
        ? significant(millis.divide(THOUSAND)) + " s"
        : significant(millis) + " ms";
  }

  private static String bytes(BigDecimal value) {
    int unit = 0;
    var rest = value;
    while (rest.abs().compareTo(KIBI) >= 0 && unit < BYTES.length - 1) {
      rest = rest.divide(KIBI, MathContext.DECIMAL64);
      unit++;
    }
    return significant(rest) + " " + BYTES[unit];
  }

  private static String significant(BigDecimal value) {
    int whole = value.precision() - value.scale();
    return grouped(value, Math.clamp(3L - Math.max(whole, 0), 0, 3));
  }

  private static String grouped(BigDecimal value, int most) {
    return grouped(value, 0, most);
  }

  private static String grouped(BigDecimal value, int least, int most) {
    var format = new DecimalFormat("#,##0", SYMBOLS);
    format.setMinimumFractionDigits(least);
    format.setMaximumFractionDigits(most);
    format.setRoundingMode(RoundingMode.HALF_EVEN);
    var text = format.format(value);
    return text.equals("-0") ? "0" : text;
  }
}
