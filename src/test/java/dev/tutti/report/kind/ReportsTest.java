package dev.tutti.report.kind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.report.Dimension;
import dev.tutti.report.FigureFlag;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.Element;
import dev.tutti.report.document.FigureList;
import dev.tutti.report.document.Report;
import dev.tutti.report.document.ReportFormat;
import dev.tutti.report.document.ReportLanguage;
import dev.tutti.store.Store;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reports say is what plain SQL says. */
class ReportsTest {
  private static final int CALLS = 4_000;

  @TempDir static Path folder;
  private static SeededReports ledger;

  @BeforeAll
  static void open() {
    ledger = new SeededReports(folder, CALLS);
  }

  @AfterAll
  static void close() {
    ledger.close();
  }

  private static <E extends Element> Stream<E> elements(Report report, Class<E> type) {
    return report.sections().stream()
        .flatMap(section -> section.elements().stream())
        .filter(type::isInstance)
        .map(type::cast);
  }

  private static ComparedFigure figure(Report report, String list, String key) {
    return elements(report, FigureList.class)
        .filter(each -> each.key().equals(list))
        .flatMap(each -> each.entries().stream())
        .filter(entry -> entry.key().equals(key))
        .findFirst()
        .orElseThrow()
        .figure();
  }

  private static DataTable table(Report report, String key) {
    return elements(report, DataTable.class)
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static long sql(String select, Instant from, Instant to) {
    return Store.await(
        ledger
            .store()
            .read(
                handle ->
                    handle
                        .createQuery(select)
                        .bind("from", from.toEpochMilli())
                        .bind("to", to.toEpochMilli())
                        .mapTo(Long.class)
                        .one()));
  }

  private static long calls(Instant from, Instant to) {
    return sql(
        "SELECT count(*) FROM call WHERE started_at >= :from AND started_at < :to", from, to);
  }

  private static BigDecimal cost(Instant from, Instant to) {
    return BigDecimal.valueOf(
        sql(
            "SELECT coalesce(sum(cost), 0) FROM attempt WHERE ended_at >= :from AND ended_at < :to",
            from,
            to),
        9);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-10, 2026-03-17, UTC",
    "2026-03-26, 2026-04-02, Europe/Berlin",
    "2026-03-05, 2026-03-12, America/New_York",
    "2026-03-29, 2026-03-30, Europe/Berlin",
    "2026-03-10, 2026-03-11, Asia/Kathmandu"
  })
  void a_report_and_the_period_before_it_are_what_plain_sql_says(
      String from, String to, String zone) {
    var report = ledger.report(ReportKind.SUMMARY, from, to, zone, "");
    var now = report.head().span();
    var before = report.head().previous().orElseThrow();
    assertThat(before.to()).isEqualTo(now.from());
    assertThat(calls(now.from(), now.to())).isPositive();
    var count = figure(report, "answers", "calls");
    assertThat(count.value()).hasValue(BigDecimal.valueOf(calls(now.from(), now.to())));
    assertThat(count.previous()).hasValue(BigDecimal.valueOf(calls(before.from(), before.to())));
    var money = figure(report, "money", "cost");
    assertThat(money.value()).hasValue(cost(now.from(), now.to()));
    assertThat(money.previous()).hasValue(cost(before.from(), before.to()));
    assertThat(money.figure().flags()).contains(FigureFlag.UNPRICED, FigureFlag.ESTIMATED);
  }

  @Test
  void json_csv_and_markdown_say_the_same() {
    var report =
        ledger.report(
            ReportKind.COST, "2026-03-10", "2026-03-20", "Asia/Kathmandu", "", Dimension.OWNER);
    var table = table(report, "groups");
    var csv = new String(ReportFormat.table(report, "groups").content(), UTF_8);
    var json = Json.tree(ReportFormat.JSON.write(report, ReportLanguage.ENGLISH).content());
    var rows =
        json.path("sections")
            .path(json.path("sections").size() - 1)
            .path("elements")
            .path(0)
            .path("rows");
    assertThat(rows.size()).isEqualTo(table.rows().size()).isGreaterThan(5);
    var lines = csv.lines().skip(1).toList();
    for (int i = 0; i < lines.size(); i++) {
      var cost = ((Cell.Amount) table.rows().get(i).get(1)).figure().value().orElseThrow();
      assertThat(lines.get(i).split(",")[1]).isEqualTo(cost.toPlainString());
      assertThat(rows.path(i).path("cost").path("value").decimalValue()).isEqualByComparingTo(cost);
    }
    var sum =
        table.rows().stream()
            .map(row -> ((Cell.Amount) row.get(1)).figure().value().orElseThrow())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualTo(figure(report, "cost", "cost").value().orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(ReportKind.class)
  void filters_of_calls_and_of_attempts_leave_the_rest_out(ReportKind kind) {
    for (var filter : List.of("outcome=completed", "provider=openai", "owner=owner-1 model=f*")) {
      var report = ledger.report(kind, "2026-03-20", "2026-03-27", "UTC", filter);
      assertThat(write(report)).as(filter).allSatisfy(text -> assertThat(text).isNotEmpty());
    }
  }

  @Test
  void a_filter_of_attempts_leaves_their_money() {
    var report =
        ledger.report(ReportKind.COST, "2026-03-10", "2026-03-20", "UTC", "provider=openai");
    var span = report.head().span();
    long nanos =
        sql(
            """
            SELECT sum(cost) FROM attempt WHERE ended_at >= :from AND ended_at < :to
              AND provider = (SELECT id FROM word WHERE text = 'openai')\
            """,
            span.from(),
            span.to());
    assertThat(figure(report, "cost", "cost").value()).hasValue(BigDecimal.valueOf(nanos, 9));
  }

  @Test
  void errors_say_where_calls_began_to_fail_and_how_many_recovered() {
    var report = ledger.report(ReportKind.ERRORS, "2026-03-01", "2026-04-05", "UTC", "");
    var span = report.head().span();
    var first =
        """
        FROM attempt JOIN call USING (call_id)
        WHERE ended_at >= :from AND ended_at < :to AND number = 1
          AND (SELECT text FROM word WHERE id = attempt.outcome) <> 'completed'\
        """;
    long began = sql("SELECT count(*) " + first, span.from(), span.to());
    long recovered =
        sql(
            "SELECT count(*) "
                + first
                + " AND (SELECT text FROM word WHERE id = call.outcome) = 'completed'",
            span.from(),
            span.to());
    assertThat(began).isGreaterThan(recovered);
    assertThat(recovered).isPositive();
    assertThat(causes(report)).isEqualTo(began);
    var classes = table(report, "error_classes").rows();
    assertThat(classes.stream().mapToLong(row -> count(row.get(3))).sum()).isEqualTo(began);
    double share =
        classes.stream()
            .filter(row -> row.get(4) instanceof Cell.Amount)
            .mapToDouble(row -> count(row.get(3)) * value(row.get(4)).doubleValue())
            .sum();
    assertThat(Math.round(share)).isEqualTo(recovered);
    assertThat(classes).extracting(List::getFirst).contains(new Cell.Label("timeout_error"));
  }

  @Test
  void errors_say_what_callers_noticed() {
    var report = ledger.report(ReportKind.ERRORS, "2026-03-01", "2026-04-05", "UTC", "");
    var span = report.head().span();
    long failed =
        sql(
            """
            SELECT count(*) FROM call WHERE started_at >= :from AND started_at < :to
              AND (SELECT text FROM word WHERE id = outcome) <> 'completed'\
            """,
            span.from(),
            span.to());
    assertThat(table(report, "noticed").rows().stream().mapToLong(row -> count(row.get(2))).sum())
        .isEqualTo(failed);
  }

  private static BigDecimal value(Cell cell) {
    return ((Cell.Amount) cell).figure().value().orElseThrow();
  }

  private static long count(Cell cell) {
    return ((Cell.Amount) cell).figure().value().orElseThrow().longValueExact();
  }

  @Test
  void causes_obey_the_filter() {
    for (var filter : List.of("owner=owner-1", "provider=openai", "outcome=completed")) {
      var report = ledger.report(ReportKind.ERRORS, "2026-03-01", "2026-04-05", "UTC", filter);
      var whole = ledger.report(ReportKind.ERRORS, "2026-03-01", "2026-04-05", "UTC", "");
      long some = causes(report);
      assertThat(some).as(filter).isPositive().isLessThan(causes(whole));
    }
  }

  private static long causes(Report report) {
    return table(report, "causes").rows().stream().mapToLong(row -> count(row.get(3))).sum();
  }

  @Test
  void the_slowest_calls_are_those_that_took_longest() {
    var report =
        ledger.report(ReportKind.PERFORMANCE, "2026-03-01", "2026-04-05", "UTC", "model=fast");
    var span = report.head().span();
    var expected =
        Store.await(
            ledger
                .store()
                .read(
                    handle ->
                        handle
                            .createQuery(
                                """
                                SELECT total FROM call WHERE started_at >= :from AND started_at < :to
                                  AND model = (SELECT id FROM word WHERE text = 'fast')
                                ORDER BY total DESC LIMIT 10\
                                """)
                            .bind("from", span.from().toEpochMilli())
                            .bind("to", span.to().toEpochMilli())
                            .mapTo(Long.class)
                            .list()));
    assertThat(table(report, "slowest").rows())
        .extracting(row -> ((Cell.Amount) row.get(5)).figure().value().orElseThrow())
        .containsExactlyElementsOf(
            expected.stream().map(each -> BigDecimal.valueOf(each, 3)).toList());
  }

  @Test
  void what_changed_most_is_told_in_words() {
    var report = ledger.report(ReportKind.SUMMARY, "2026-03-08", "2026-03-09", "UTC", "");
    var markdown =
        new String(ReportFormat.MARKDOWN.write(report, ReportLanguage.ENGLISH).content(), UTF_8);
    assertThat(markdown)
        .containsPattern("## What has changed\n\n- .* (rose|fell) by .*: .*, before .*\\.");
  }

  @Test
  void a_span_that_goes_on_is_incomplete_and_its_last_column_grows() {
    var report = ledger.report(ReportKind.SUMMARY, "2026-04-01", "2026-04-08", "UTC", "");
    assertThat(figure(report, "answers", "calls").figure().flags()).contains(FigureFlag.INCOMPLETE);
    var html = new String(ReportFormat.HTML.write(report, ReportLanguage.CHINESE).content(), UTF_8);
    assertThat(html).contains("class=\"line growing s0\"").contains("不完整");
  }

  @ParameterizedTest
  @EnumSource(ReportKind.class)
  void an_empty_ledger_has_reports(ReportKind kind, @TempDir Path empty) {
    try (var nothing = new SeededReports(empty, 0)) {
      var report = nothing.report(kind, "2026-03-01", "2026-04-05", "UTC", "");
      assertThat(write(report)).allSatisfy(text -> assertThat(text).isNotEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource(ReportKind.class)
  void a_ledger_of_one_row_has_reports(ReportKind kind, @TempDir Path single) {
    try (var one = new SeededReports(single, 1)) {
      var report = one.report(kind, "2026-02-20", "2026-04-05", "UTC", "");
      assertThat(write(report)).allSatisfy(text -> assertThat(text).isNotEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020-01-01", "2019-02-01"})
  void a_span_long_before_the_ledger_has_nothing(String from) {
    var report = ledger.report(ReportKind.SUMMARY, from, "2020-02-01", "UTC", "");
    assertThat(figure(report, "answers", "calls").value()).hasValue(BigDecimal.ZERO);
    assertThat(figure(report, "answers", "success_rate").value()).isEmpty();
  }

  private static List<byte[]> write(Report report) {
    return Stream.of(ReportFormat.values())
        .map(format -> format.write(report, ReportLanguage.CHINESE).content())
        .toList();
  }
}
