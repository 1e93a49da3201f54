package dev.tutti.report.kind;

import dev.tutti.report.Dimension;
import dev.tutti.report.Figure;
import dev.tutti.report.FigureFlag;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.Chart;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.Element;
import dev.tutti.report.document.FigureList;
import dev.tutti.report.document.ReportSection;
import dev.tutti.report.document.Sentence;
import dev.tutti.report.kind.Comparison.Both;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parts of sections that several reports have. */
final class Sections {
  /** The most rows of a table. */
  static final int MOST_ROWS = 100;

  /** The most lines of a chart but for the rest: there are eight colours. */
  static final int MOST_LINES = 7;

  /** The most calls and attempts that a report reads one by one of its own accord. */
  static final long MOST_READ = 200_000;

  /** Digits of quotients. */
  static final MathContext DIGITS = new MathContext(12);

  private Sections() {}

  /** A section without the elements that have nothing to tell. */
  static ReportSection of(String key, Element... elements) {
    var told = Arrays.stream(elements).filter(each -> !isEmpty(each)).toList();
    return new ReportSection(key, told.isEmpty() ? List.of(Sentence.of("nothing")) : told);
  }

  private static boolean isEmpty(Element element) {
    return switch (element) {
      case Sentence _ -> false;
      case FigureList list -> list.entries().isEmpty();
      case DataTable table -> table.rows().isEmpty();
      case Chart chart -> chart.lines().isEmpty() || chart.positions().isEmpty();
    };
  }

  /** What a table is grouped by: what was asked for, else its own dimension. */
  static List<Dimension> by(ReportRequest request, Dimension own) {
    return request.by().isEmpty() ? List.of(own) : request.by();
  }

  /**
   * Quotient of two measures.
   *
   * @param per how many of the whole a value is of, such as 1,000 tokens
   */
  static FigureList.Entry ratio(
      String key, MeasureUnit unit, Both total, ReportMeasure part, ReportMeasure whole, long per) {
    var above = total.figure(part);
    var below = total.figure(whole);
    var value = quotient(above.figure().value(), below.figure().value(), per);
    var flags = EnumSet.noneOf(FigureFlag.class);
    flags.addAll(above.figure().flags());
    flags.addAll(below.figure().flags());
    if (value.isEmpty()) {
      flags.add(FigureFlag.FEW);
    }
    return new FigureList.Entry(
        key,
        new ComparedFigure(
            unit,
            new Figure(value.orElse(null), above.figure().n(), Set.copyOf(flags)),
            quotient(above.before(), below.before(), per).orElse(null)));
  }

  /** Part of a whole; empty where one of them is not known, or the whole is nothing. */
  static Optional<BigDecimal> quotient(
      @Nullable BigDecimal part, @Nullable BigDecimal whole, long per) {
    return part == null || whole == null || whole.signum() == 0
        ? Optional.empty()
        : Optional.of(part.multiply(BigDecimal.valueOf(per)).divide(whole, DIGITS));
  }

  static Cell amount(MeasureUnit unit, BigDecimal value, long n) {
    return new Cell.Amount(ComparedFigure.of(unit, value, n));
  }

  static FigureList list(String key, FigureList.Entry... entries) {
    return new FigureList(key, Arrays.asList(entries));
  }
}
