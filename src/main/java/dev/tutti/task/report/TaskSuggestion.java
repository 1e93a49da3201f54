package dev.tutti.task.report;

import dev.tutti.report.MeasureUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Suggestion of what could be done better, with the figures behind it.
 *
 * @param word such as {@code raise_timeout}
 * @param kind of tasks that it is about; empty for all
 * @param subject that it is about; empty for all
 * @param other what it names beside, such as another model; may be empty
 */
public record TaskSuggestion(
    String word, String kind, String subject, String other, List<SuggestionFigure> figures) {
  private static final int NANO_DIGITS = 9;
  private static final int SHARE_DIGITS = 4;

  /** Keeps a copy. */
  public TaskSuggestion {
    figures = List.copyOf(figures);
  }

  /** Figure behind a suggestion. */
  public record SuggestionFigure(MeasureUnit unit, BigDecimal value) {
    static SuggestionFigure count(long count) {
      return new SuggestionFigure(MeasureUnit.COUNT, BigDecimal.valueOf(count));
    }

    static SuggestionFigure share(long part, long whole) {
      var share =
          whole == 0
              ? BigDecimal.ZERO
              : BigDecimal.valueOf(part)
                  .divide(BigDecimal.valueOf(whole), SHARE_DIGITS, RoundingMode.HALF_EVEN);
      return new SuggestionFigure(MeasureUnit.SHARE, share);
    }

    static SuggestionFigure millis(long millis) {
      return new SuggestionFigure(MeasureUnit.MILLISECONDS, BigDecimal.valueOf(millis));
    }

    static SuggestionFigure dollars(double nanoDollars) {
      return new SuggestionFigure(
          MeasureUnit.DOLLARS, BigDecimal.valueOf(Math.round(nanoDollars), NANO_DIGITS));
    }
  }

  static TaskSuggestion of(String word, TaskFigures about, SuggestionFigure... figures) {
    return new TaskSuggestion(word, about.kind(), about.subject(), "", List.of(figures));
  }
}
