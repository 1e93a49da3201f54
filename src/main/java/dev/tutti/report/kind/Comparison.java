package dev.tutti.report.kind;

import dev.tutti.report.Dimension;
import dev.tutti.report.FigureBreakdown;
import dev.tutti.report.FigureSeries;
import dev.tutti.report.FigureSource;
import dev.tutti.report.FigureSubject;
import dev.tutti.report.Figures;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.ReportScope;
import dev.tutti.report.SeriesStep;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.Chart;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.FigureList;
import dev.tutti.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Figures of a request, and of the period before it where they are compared. Blocking; for one
 * thread.
 */
final class Comparison {
  private static final Set<Dimension> TIMES =
      EnumSet.of(Dimension.HOUR, Dimension.DAY, Dimension.MONTH);

  private final FigureSource source;
  private final ReportScope scope;
  private final @Nullable ReportScope before;
  private final Instant now;
  private final Map<GroupKey, Groups> read = new HashMap<>();
  private @Nullable Both total;

  Comparison(FigureSource source, ReportRequest request, Instant now) {
    this.source = source;
    this.scope = request.scope();
    this.now = now;
    var begin = PreviousPeriod.begin(scope.from(), scope.to(), scope.zone());
    boolean compared = request.compare() && !begin.isBefore(Instant.EPOCH);
    this.before = compared ? scope.within(begin, scope.from()) : null;
  }

  private Comparison(Comparison all, String filter) {
    source = all.source;
    scope = all.scope.and(filter);
    before = all.before == null ? null : all.before.and(filter);
    now = all.now;
  }

  /** Figures of those calls and attempts that a filter leaves in, too. */
  Comparison of(String filter) {
    return new Comparison(this, filter);
  }

  /** Figures of two periods. */
  record Both(Figures now, @Nullable Figures former) {
    /** What a measure says of them. */
    ComparedFigure figure(ReportMeasure measure) {
      return new ComparedFigure(
          measure.unit(),
          measure.value(now),
          former == null ? null : measure.value(former).value());
    }

    Cell cell(ReportMeasure measure) {
      return new Cell.Amount(figure(measure));
    }
  }

  /** Groups that were asked for: several sections ask for the same. */
  private record GroupKey(List<Dimension> by, ReportMeasure order, int limit) {}

  /** Group of both periods. */
  record Group(List<String> names, Both figures) {}

  /**
   * Groups of both periods.
   *
   * @param left how many are left out of them
   */
  record Groups(List<Group> rows, int left) {}

  ReportScope scope() {
    return scope;
  }

  Optional<ReportScope> before() {
    return Optional.ofNullable(before);
  }

  Instant now() {
    return now;
  }

  /** Figures of all together; they are read once. */
  Both total() {
    if (total == null) {
      total =
          new Both(
              Store.await(source.total(scope)),
              before == null ? null : Store.await(source.total(before)));
    }
    return total;
  }

  /**
   * Whether there are so many calls and attempts that reading them one by one takes too long: then
   * a report leaves out what is not added up beforehand, unless it is asked for.
   */
  boolean isLarge() {
    return total().now().calls().count() + total().now().attempts().count() > Sections.MOST_READ;
  }

  /** Which of calls and attempts the filter and some dimensions leave in. */
  private Set<FigureSubject> subjects(List<Dimension> by) {
    var subjects = EnumSet.noneOf(FigureSubject.class);
    subjects.addAll(total().now().subjects());
    subjects.removeIf(subject -> by.stream().anyMatch(each -> !each.isOf(subject)));
    return subjects;
  }

  /**
   * The largest groups of this period, and what they were before; none where the filter is about
   * calls only and the groups about attempts only, or the other way round.
   *
   * @param order by which the largest are found; where it cannot be told, they are counted
   */
  Groups groups(List<Dimension> by, ReportMeasure order, int limit) {
    var subjects = subjects(by);
    if (subjects.isEmpty()) {
      return new Groups(List.of(), 0);
    }
    var asked = new GroupKey(by, order.isOf(subjects) ? order : counting(subjects), limit);
    return read.computeIfAbsent(asked, this::read);
  }

  private static ReportMeasure counting(Set<FigureSubject> subjects) {
    return subjects.contains(FigureSubject.CALL) ? ReportMeasure.CALLS : ReportMeasure.ATTEMPTS;
  }

  private Groups read(GroupKey asked) {
    var by = asked.by;
    var order = asked.order;
    var rows = Store.await(source.by(scope, by, order, asked.limit));
    boolean comparable = by.stream().noneMatch(TIMES::contains);
    var former =
        comparable && before != null
            ? Store.await(source.by(before, by, order, FigureSource.MOST_ROWS))
            : null;
    var known = new HashMap<List<String>, Figures>();
    if (former != null) {
      former.rows().forEach(row -> known.put(row.names(), row.figures()));
    }
    return new Groups(
        rows.rows().stream()
            .map(row -> new Group(row.names(), new Both(row.figures(), former(row, former, known))))
            .toList(),
        rows.left());
  }

  /** Nothing where all groups of before are known, and this is not among them. */
  private static @Nullable Figures former(
      FigureBreakdown.Row row, @Nullable FigureBreakdown former, Map<List<String>, Figures> known) {
    var found = known.get(row.names());
    return found == null && former != null && former.left() == 0
        ? Figures.none(row.figures().subjects())
        : found;
  }

  /** Figures of all together, those that the scope can tell. */
  FigureList list(String key, Both total, ReportMeasure... measures) {
    return new FigureList(
        key,
        Arrays.stream(measures)
            .filter(measure -> measure.isOf(total.now().subjects()))
            .map(measure -> new FigureList.Entry(measure.word(), total.figure(measure)))
            .toList());
  }

  /** Table of groups with the measures that they can tell. */
  DataTable table(String key, List<Dimension> by, ReportMeasure order, ReportMeasure... measures) {
    return table(key, by, groups(by, order, Sections.MOST_ROWS), measures);
  }

  DataTable table(String key, List<Dimension> by, Groups groups, ReportMeasure... measures) {
    var subjects = subjects(by);
    var told = Arrays.stream(measures).filter(measure -> measure.isOf(subjects)).toList();
    var columns = new ArrayList<DataTable.Column>();
    by.forEach(each -> columns.add(DataTable.Column.text(each.word())));
    told.forEach(each -> columns.add(DataTable.Column.of(each.word(), each.unit())));
    return new DataTable(
        key, columns, groups.rows().stream().map(group -> row(group, told)).toList());
  }

  private static List<Cell> row(Group group, List<ReportMeasure> measures) {
    var cells = new ArrayList<Cell>();
    group.names().forEach(name -> cells.add(new Cell.Text(name)));
    measures.forEach(measure -> cells.add(group.figures().cell(measure)));
    return cells;
  }

  /** Step of charts: one that suits the span. */
  SeriesStep step() {
    return SeriesStep.suiting(Duration.between(scope.from(), scope.to()));
  }

  FigureSeries series(SeriesStep step) {
    return Store.await(source.series(scope, step));
  }

  /** Chart with a line for each measure; they have one unit. */
  Chart lines(String key, FigureSeries series, ReportMeasure... measures) {
    var points = series.lines().getFirst().points();
    var lines =
        Arrays.stream(measures)
            .filter(measure -> measure.isOf(total().now().subjects()))
            .map(
                measure ->
                    new Chart.Line(
                        new Cell.Label(measure.word()),
                        points.stream().map(measure::value).toList()))
            .toList();
    return chart(key, Chart.Form.LINES, series, measures[0], lines);
  }

  /** Chart with a column for each step, divided by a dimension. */
  Chart columns(String key, Dimension by, ReportMeasure measure) {
    if (!measure.isOf(subjects(List.of(by)))) {
      return new Chart(key, Chart.Form.COLUMNS, measure.unit(), List.of(), List.of(), 0);
    }
    var series = Store.await(source.series(scope, step(), by, measure, Sections.MOST_LINES));
    var lines =
        series.lines().stream()
            .map(
                line ->
                    new Chart.Line(
                        line.rest() ? new Cell.Label("rest") : new Cell.Text(line.name()),
                        line.points().stream().map(measure::value).toList()))
            .toList();
    return chart(key, Chart.Form.COLUMNS, series, measure, lines);
  }

  private Chart chart(
      String key,
      Chart.Form form,
      FigureSeries series,
      ReportMeasure measure,
      List<Chart.Line> lines) {
    var edges = series.edges();
    List<Cell> begins =
        edges.subList(0, edges.size() - 1).stream().<Cell>map(Cell.Moment::new).toList();
    return new Chart(key, form, measure.unit(), begins, lines, series.complete(now));
  }
}
