package dev.tutti.report.invoice;

import dev.tutti.call.DeploymentId;
import dev.tutti.report.FigureSource;
import dev.tutti.report.Figures;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.FigureList;
import dev.tutti.report.document.Report;
import dev.tutti.report.document.ReportHead;
import dev.tutti.report.document.ReportSection;
import dev.tutti.report.document.Sentence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Comparison of an invoice with what Tutti has noted. Lines about the same deployments on the same
 * day are one row, with what they ask for, what the ledger says, the difference, and what may be
 * the reason. What the ledger has and the invoice has not is a row, too. What the ledger has stands
 * in one row only: that of the narrowest item.
 */
public final class Reconciliation {
  private static final int MOST_DAYS = 100;
  private static final MathContext DIGITS = new MathContext(6);
  private static final List<DataTable.Column> COLUMNS =
      List.of(
          DataTable.Column.text("lines"),
          DataTable.Column.text("day"),
          DataTable.Column.text("invoice_item"),
          DataTable.Column.text("deployments"),
          DataTable.Column.of("theirs", MeasureUnit.DOLLARS),
          DataTable.Column.of("ours", MeasureUnit.DOLLARS),
          DataTable.Column.of("difference", MeasureUnit.DOLLARS),
          DataTable.Column.text("reasons"),
          DataTable.Column.text("fitting_zone"),
          DataTable.Column.of("price_ratio", MeasureUnit.NUMBER));

  private final FigureSource source;

  /** A comparison with these figures. */
  public Reconciliation(FigureSource source) {
    this.source = source;
  }

  /**
   * Row of the comparison.
   *
   * @param invoiced null where the invoice has no such line
   * @param ours what the ledger has noted
   */
  record Row(
      LocalDate day,
      List<Integer> lines,
      String name,
      Set<String> deployments,
      @Nullable BigDecimal invoiced,
      Figures ours) {
    Optional<BigDecimal> theirs() {
      return Optional.ofNullable(invoiced);
    }

    BigDecimal noted() {
      return Objects.requireNonNullElse(ReportMeasure.COST.value(ours).value(), BigDecimal.ZERO);
    }

    BigDecimal difference() {
      return theirs().orElse(BigDecimal.ZERO).subtract(noted());
    }
  }

  /**
   * Lays an invoice beside the ledger. Blocks.
   *
   * @param zone in which the invoice's days are meant
   * @throws IllegalArgumentException when it is about too many days
   */
  public Report of(List<InvoiceLine> lines, ZoneId zone, Instant now) {
    var days = lines.stream().map(InvoiceLine::day).collect(Collectors.toCollection(TreeSet::new));
    if (days.size() > MOST_DAYS) {
      throw new IllegalArgumentException(
          "invoice: %d days (expected: at most %d)".formatted(days.size(), MOST_DAYS));
    }
    var ledger = new DailyCosts(source, now);
    var rows = rows(lines, days, zone, ledger);
    var reasons = new DifferenceReasons(ledger, zone, rows);
    var span =
        new ReportHead.Span(
            days.first().atStartOfDay(zone).toInstant(),
            days.last().plusDays(1).atStartOfDay(zone).toInstant());
    return new Report(
        new ReportHead("reconcile", span, null, zone, "", now),
        List.of(
            new ReportSection(
                "invoice", List.of(sentence(rows), totals(rows), table(rows, reasons)))));
  }

  private static List<Row> rows(
      List<InvoiceLine> lines, Set<LocalDate> days, ZoneId zone, DailyCosts ledger) {
    var known = new TreeMap<String, DeploymentId>();
    days.forEach(
        day -> ledger.of(day, zone).keySet().forEach(id -> known.put(id.deployment(), id)));
    var items = InvoiceItem.of(lines, known.values());
    var rows = new ArrayList<Row>();
    items.forEach(item -> rows.add(row(item, zone, ledger)));
    var told =
        items.stream()
            .collect(
                Collectors.groupingBy(
                    InvoiceItem::day,
                    Collectors.flatMapping(
                        item -> item.deployments().stream(), Collectors.toSet())));
    told.forEach((day, deployments) -> rows.addAll(left(day, deployments, zone, ledger)));
    rows.sort(
        Comparator.comparing(Row::day)
            .thenComparing(row -> row.theirs().isEmpty())
            .thenComparing(row -> String.join(" ", row.deployments))
            .thenComparing(Row::name));
    return rows;
  }

  private static Row row(InvoiceItem item, ZoneId zone, DailyCosts ledger) {
    return new Row(
        item.day(),
        item.numbers(),
        item.name(),
        item.deployments(),
        item.dollars(),
        ledger.of(item.day(), zone, item.deployments()));
  }

  /** What the ledger has of a day and no line is about. */
  private static List<Row> left(LocalDate day, Set<String> told, ZoneId zone, DailyCosts ledger) {
    return ledger.of(day, zone).entrySet().stream()
        .filter(each -> !told.contains(each.getKey().deployment()))
        .filter(each -> each.getValue().spend().nanoDollars() > 0)
        .map(
            each ->
                new Row(
                    day, List.of(), "", Set.of(each.getKey().deployment()), null, each.getValue()))
        .toList();
  }

  private static Sentence sentence(List<Row> rows) {
    return Sentence.of(
        "reconciled",
        dollars(theirs(rows)),
        dollars(ours(rows)),
        dollars(theirs(rows).subtract(ours(rows))));
  }

  private static BigDecimal theirs(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> row.theirs().stream())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal ours(List<Row> rows) {
    return rows.stream().map(Row::noted).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Cell dollars(BigDecimal value) {
    return new Cell.Amount(ComparedFigure.of(MeasureUnit.DOLLARS, value, 1));
  }

  private static FigureList totals(List<Row> rows) {
    return new FigureList(
        "invoice",
        List.of(
            entry("theirs", theirs(rows), rows.size()),
            entry("ours", ours(rows), rows.size()),
            entry("difference", theirs(rows).subtract(ours(rows)), rows.size())));
  }

  private static FigureList.Entry entry(String key, BigDecimal value, long n) {
    return new FigureList.Entry(key, ComparedFigure.of(MeasureUnit.DOLLARS, value, n));
  }

  private static DataTable table(List<Row> rows, DifferenceReasons reasons) {
    return new DataTable(
        "invoice_lines", COLUMNS, rows.stream().map(row -> cells(row, reasons)).toList());
  }

  private static List<Cell> cells(Row row, DifferenceReasons reasons) {
    var zone = reasons.fittingZone(row);
    var ratio = reasons.priceRatio(row);
    return List.of(
        new Cell.Text(row.lines.stream().map(String::valueOf).collect(Collectors.joining(" "))),
        new Cell.Text(row.day.toString()),
        new Cell.Text(row.name),
        new Cell.Text(String.join(" ", row.deployments)),
        row.theirs().<Cell>map(Reconciliation::dollars).orElseGet(Cell.None::new),
        new Cell.Amount(
            new ComparedFigure(MeasureUnit.DOLLARS, ReportMeasure.COST.value(row.ours), null)),
        dollars(row.difference()),
        new Cell.Labels(reasons.of(row)),
        zone.<Cell>map(each -> new Cell.Text(each.getId())).orElseGet(Cell.None::new),
        ratio
            .<Cell>map(
                each ->
                    new Cell.Amount(ComparedFigure.of(MeasureUnit.NUMBER, each.round(DIGITS), 1)))
            .orElseGet(Cell.None::new));
  }
}
