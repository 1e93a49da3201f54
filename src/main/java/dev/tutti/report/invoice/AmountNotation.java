package dev.tutti.report.invoice;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Notation of amounts of money: what divides thousands, and what the whole from its parts. */
enum AmountNotation {
  /** Commas between thousands, a point before cents: {@code 1,234.56}. */
  POINT("(?:\\d{1,12}|\\d{1,3}(?:,\\d{3}){1,3})(?:\\.\\d{1,30})?(?:e-?\\d{1,2})?"),

  /** Points between thousands, a comma before cents: {@code 1.234,56}. */
  COMMA("(?:\\d{1,12}|\\d{1,3}(?:\\.\\d{3}){1,3})(?:,\\d{1,30})?");

  /** A comma that is not between thousands. */
  private static final Pattern DECIMAL_COMMA = Pattern.compile("\\d,(?:\\d{1,2}|\\d{4,})$");

  private final Pattern form;

  AmountNotation(String form) {
    this.form = Pattern.compile("-?" + form);
  }

  /** The notation of a column: one amount that can only be read with a comma decides. */
  static AmountNotation of(List<String> amounts) {
    boolean comma =
        amounts.stream()
            .map(AmountNotation::bare)
            .anyMatch(each -> DECIMAL_COMMA.matcher(each).find() || each.matches(".*\\.\\d+,\\d+"));
    return comma ? COMMA : POINT;
  }

  /** The amount that a text stands for, if it stands for one. */
  Optional<BigDecimal> read(String text) {
    var bare = bare(text);
    if (!form.matcher(bare).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new BigDecimal(
            switch (this) {
              case POINT -> bare.replace(",", "");
              case COMMA -> bare.replace(".", "").replace(',', '.');
            }));
  }

  private static String bare(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("usd|[$\\s]", "");
  }
}
