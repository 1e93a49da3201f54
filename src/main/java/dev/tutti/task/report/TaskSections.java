package dev.tutti.task.report;

import dev.tutti.report.MeasureUnit;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.DataTable.Column;
import dev.tutti.report.document.Element;
import dev.tutti.report.document.ReportSection;
import dev.tutti.report.document.Sentence;
import dev.tutti.report.kind.ReportKind;
import dev.tutti.report.kind.ReportRequest;
import dev.tutti.report.kind.SectionSource;
import dev.tutti.store.Store;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Sections about tasks: all of an analysis in the report of tasks, the figures by kind and subject
 * in others. A report with a filter, which is about calls, has none of them.
 *
 * @param workers tasks that may run at once
 */
public record TaskSections(Store store, IntSupplier workers) implements SectionSource {
  private static final int NANO_DIGITS = 9;
  private static final int SHARE_DIGITS = 6;

  private static final List<Column> FIGURES =
      List.of(
          Column.text("task_kind"),
          Column.text("subject"),
          Column.of("tasks", MeasureUnit.COUNT),
          Column.of("tasks_succeeded", MeasureUnit.SHARE),
          Column.of("recovered", MeasureUnit.SHARE),
          Column.of("tasks_dead", MeasureUnit.COUNT),
          Column.of("queued_p50", MeasureUnit.MILLISECONDS),
          Column.of("queued_p90", MeasureUnit.MILLISECONDS),
          Column.of("ran_p50", MeasureUnit.MILLISECONDS),
          Column.of("ran_p90", MeasureUnit.MILLISECONDS),
          Column.of("total_tokens", MeasureUnit.TOKENS),
          Column.of("cost", MeasureUnit.DOLLARS),
          Column.of("network", MeasureUnit.BYTES),
          Column.of("cpu", MeasureUnit.MILLISECONDS));

  private static final List<Column> FAILURES =
      List.of(
          Column.text("task_kind"),
          Column.text("error_class"),
          Column.text("code"),
          Column.of("failed_attempts", MeasureUnit.COUNT),
          Column.of("tasks", MeasureUnit.COUNT),
          Column.of("recovered", MeasureUnit.SHARE),
          Column.of("tasks_unfinished", MeasureUnit.COUNT),
          Column.text("first_seen"),
          Column.text("last_seen"));

  private static final List<Column> CAUSES =
      List.of(
          Column.text("task_kind"),
          Column.text("subject"),
          Column.text("code"),
          Column.of("tasks", MeasureUnit.COUNT),
          Column.of("recovered", MeasureUnit.SHARE),
          Column.text("first_seen"),
          Column.text("last_seen"),
          Column.text("message"));

  private static final List<Column> FORECASTS =
      List.of(
          Column.text("task_kind"),
          Column.of("tasks", MeasureUnit.COUNT),
          Column.of("duration_held", MeasureUnit.SHARE),
          Column.of("tokens_held", MeasureUnit.SHARE),
          Column.of("cost_held", MeasureUnit.SHARE));

  @Override
  public Optional<ReportSection> section(ReportRequest request) {
    boolean whole = request.kind() == ReportKind.TASKS;
    if (!request.filter().isBlank()) {
      if (whole) {
        throw new IllegalArgumentException(
            "filter: %s (expected: none in a report of tasks)".formatted(request.filter()));
      }
      return Optional.empty();
    }
    var scope = request.scope();
    var analysis =
        Store.await(TaskAnalysis.of(store, scope.from(), scope.to(), workers.getAsInt()));
    if (!whole && analysis.ended() == 0) {
      return Optional.empty();
    }
    return Optional.of(new ReportSection("tasks", whole ? all(analysis) : few(analysis)));
  }

  private static List<Element> few(TaskAnalysis analysis) {
    return List.of(sentence(analysis), figures(analysis));
  }

  private static List<Element> all(TaskAnalysis analysis) {
    var elements = new ArrayList<Element>();
    elements.add(sentence(analysis));
    if (analysis.read() < analysis.ended()) {
      elements.add(Sentence.of("tasks_read", count(analysis.read())));
    }
    elements.add(figures(analysis));
    elements.add(
        new DataTable(
            "task_failures",
            FAILURES,
            analysis.failures().stream().map(TaskSections::row).toList()));
    elements.add(
        new DataTable(
            "task_causes", CAUSES, analysis.causes().stream().map(TaskSections::row).toList()));
    elements.add(
        new DataTable(
            "task_forecasts",
            FORECASTS,
            analysis.calibrations().stream().map(TaskSections::row).toList()));
    if (analysis.suggestions().isEmpty()) {
      elements.add(Sentence.of("no_suggestions"));
    }
    analysis.suggestions().forEach(each -> elements.add(sentence(each)));
    return elements;
  }

  private static Sentence sentence(TaskAnalysis analysis) {
    return analysis.ended() == 0
        ? Sentence.of("no_tasks")
        : Sentence.of(
            "tasks",
            count(analysis.ended()),
            share(analysis.succeeded(), analysis.read()),
            count(analysis.failed()),
            share(analysis.recovered(), analysis.failed()));
  }

  private static DataTable figures(TaskAnalysis analysis) {
    return new DataTable(
        "task_figures", FIGURES, analysis.figures().stream().map(TaskSections::row).toList());
  }

  private static List<Cell> row(TaskFigures of) {
    return List.of(
        new Cell.Text(of.kind()),
        new Cell.Text(of.subject()),
        count(of.tasks()),
        share(of.succeeded(), of.tasks()),
        share(of.recovered(), of.failed()),
        count(of.dead()),
        millis(of.queued().median(), of.queued().n()),
        millis(of.queued().high(), of.queued().n()),
        millis(of.ran().median(), of.ran().n()),
        millis(of.ran().high(), of.ran().n()),
        amount(MeasureUnit.TOKENS, BigDecimal.valueOf(of.tokens()), of.tasks()),
        amount(
            MeasureUnit.DOLLARS,
            ComparedFigure.plain(BigDecimal.valueOf(of.nanoDollars(), NANO_DIGITS)),
            of.tasks()),
        amount(MeasureUnit.BYTES, BigDecimal.valueOf(of.usage().networkBytes()), of.tasks()),
        cpu(of));
  }

  /** Time of processors, as far as the kind is measured. */
  private static Cell cpu(TaskFigures of) {
    var time = of.usage().cpu();
    return millis(time.toMillis(), time.isPositive() ? of.tasks() : 0);
  }

  private static List<Cell> row(FailureGroup of) {
    return List.of(
        new Cell.Text(of.kind()),
        new Cell.Label(of.errorClass()),
        new Cell.Text(of.code()),
        count(of.attempts()),
        count(of.tasks()),
        share(of.recovered(), of.decided()),
        count(of.unfinished()),
        new Cell.Moment(of.first()),
        new Cell.Moment(of.last()));
  }

  private static List<Cell> row(TaskCause of) {
    return List.of(
        new Cell.Text(of.kind()),
        new Cell.Text(of.subject()),
        new Cell.Text(of.code()),
        count(of.tasks()),
        share(of.recovered(), of.tasks() - of.unfinished()),
        new Cell.Moment(of.first()),
        new Cell.Moment(of.last()),
        new Cell.Text(of.example()));
  }

  private static List<Cell> row(ForecastCalibration of) {
    return List.of(
        new Cell.Text(of.kind()),
        count(of.tasks()),
        share(of.duration(), of.tasks()),
        share(of.tokens(), of.tasks()),
        share(of.cost(), of.tasks()));
  }

  private static Sentence sentence(TaskSuggestion of) {
    var about = of.subject().isEmpty() ? of.kind() : of.kind() + " " + of.subject();
    var arguments = new ArrayList<Cell>();
    arguments.add(new Cell.Text(about));
    arguments.add(new Cell.Text(of.other()));
    of.figures().forEach(each -> arguments.add(amount(each.unit(), each.value(), 1)));
    return new Sentence("suggest_" + of.word(), arguments);
  }

  private static Cell count(long count) {
    return new Cell.Amount(ComparedFigure.count(count));
  }

  private static Cell millis(long millis, long n) {
    return n == 0
        ? new Cell.None()
        : amount(MeasureUnit.MILLISECONDS, BigDecimal.valueOf(millis), n);
  }

  private static Cell share(long part, long whole) {
    return whole == 0
        ? new Cell.None()
        : amount(
            MeasureUnit.SHARE,
            ComparedFigure.plain(
                BigDecimal.valueOf(part)
                    .divide(BigDecimal.valueOf(whole), SHARE_DIGITS, RoundingMode.HALF_EVEN)),
            whole);
  }

  private static Cell amount(MeasureUnit unit, BigDecimal value, long n) {
    return new Cell.Amount(ComparedFigure.of(unit, value, n));
  }
}
