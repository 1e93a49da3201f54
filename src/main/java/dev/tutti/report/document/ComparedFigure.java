package dev.tutti.report.document;

import dev.tutti.report.Figure;
import dev.tutti.report.MeasureUnit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One number of a report, and the same of the period before. Immutable.
 *
 * @param before null where there is none
 */
public record ComparedFigure(MeasureUnit unit, Figure figure, @Nullable BigDecimal before) {
  private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

  /** A figure that is compared with nothing. */
  public static ComparedFigure of(MeasureUnit unit, BigDecimal value, long n) {
    return new ComparedFigure(unit, new Figure(value, n, Set.of()), null);
  }

  /** A count, which is its own number of observations. */
  public static ComparedFigure count(long count) {
    return of(MeasureUnit.COUNT, BigDecimal.valueOf(count), count);
  }

  /** The value; empty where there are too few observations for it. */
  public Optional<BigDecimal> value() {
    return Optional.ofNullable(figure.value());
  }

  /** The same of the period before; empty where there is none. */
  public Optional<BigDecimal> previous() {
    return Optional.ofNullable(before);
  }

  /** Change since the period before, as a share of it; empty where that has nothing. */
  public Optional<BigDecimal> change() {
    return value()
        .flatMap(
            now ->
                previous()
                    .filter(was -> was.signum() != 0)
                    .map(was -> now.subtract(was).divide(was.abs(), DIGITS)))
        .map(ComparedFigure::plain);
  }

  /** The same number without zeros at its end, and without an exponent. */
  public static BigDecimal plain(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** The flags' names in order, with spaces between them. */
  String flagWords() {
    return figure.flags().stream()
        .sorted()
        .map(flag -> flag.word())
        .collect(Collectors.joining(" "));
  }
}
