package dev.tutti.report.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.DeploymentId;
import dev.tutti.ledger.Prices;
import dev.tutti.report.Dimension;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.ReportScope;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.Report;
import dev.tutti.report.kind.SeededReports;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconciliationTest {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final List<String> MANDATORY =
      List.of(
          ("BilledCost BillingAccountId BillingAccountName BillingCurrency BillingPeriodStart"
                  + " BillingPeriodEnd ChargeCategory ChargeClass ChargeDescription"
                  + " ChargePeriodStart ChargePeriodEnd ContractedCost EffectiveCost"
                  + " InvoiceIssuerName ListCost PricingQuantity PricingUnit ProviderName"
                  + " PublisherName ServiceCategory ServiceName")
              .split(" "));
  private static final LocalDate DAY = LocalDate.of(2026, 3, 10);

  @TempDir static Path folder;
  private static SeededReports ledger;

  @BeforeAll
  static void open() {
    ledger = new SeededReports(folder, 6_000);
  }

  @AfterAll
  static void close() {
    ledger.close();
  }

  /** What the deployments have cost on a day of a zone. */
  private static Map<String, BigDecimal> costs(LocalDate day, ZoneId zone) {
    var scope =
        ReportScope.of(
            day.atStartOfDay(zone).toInstant(),
            day.plusDays(1).atStartOfDay(zone).toInstant(),
            zone,
            "",
            SeededReports.NOW);
    return ledger
        .source()
        .by(scope, List.of(Dimension.DEPLOYMENT), ReportMeasure.COST, 100)
        .join()
        .rows()
        .stream()
        .collect(
            Collectors.toMap(
                row -> row.names().getFirst(),
                row -> ReportMeasure.COST.value(row.figures()).value()));
  }

  private static BigDecimal cost(String deployment, LocalDate day, ZoneId zone) {
    return Objects.requireNonNull(costs(day, zone).get(deployment));
  }

  private static DataTable compare(String... lines) {
    return table(
        new Reconciliation(ledger.source())
            .of(
                InvoiceFile.parse("provider,model,day,amount\n" + String.join("\n", lines)),
                UTC,
                SeededReports.NOW));
  }

  private static DataTable table(Report report) {
    return report.sections().getFirst().elements().stream()
        .filter(DataTable.class::isInstance)
        .map(DataTable.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<Cell> row(DataTable table, String deployment) {
    return table.rows().stream()
        .filter(row -> row.get(3).equals(new Cell.Text(deployment)))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> reasons(List<Cell> row) {
    return ((Cell.Labels) row.get(7)).keys();
  }

  private static String cents(BigDecimal dollars) {
    return dollars.setScale(4, RoundingMode.HALF_EVEN).toPlainString();
  }

  @Test
  void an_invoice_that_agrees_has_no_reasons_and_names_what_it_has_not() {
    var table = compare("OpenAI,GPT-4o,2026-03-10," + cents(cost("openai/gpt-4o", DAY, UTC)));
    assertThat(reasons(row(table, "openai/gpt-4o"))).isEmpty();
    assertThat(reasons(row(table, "openai/gpt-4o-mini"))).containsExactly("not_invoiced");
  }

  @Test
  void lines_about_the_same_model_are_added_up() {
    var half = cost("openai/gpt-4o", DAY, UTC).divide(BigDecimal.TWO, RoundingMode.HALF_EVEN);
    var table =
        compare(
            "openai,gpt-4o input tokens,2026-03-10," + cents(half),
            "openai,gpt-4o output tokens,2026-03-10," + cents(half));
    var row = row(table, "openai/gpt-4o");
    assertThat(row.getFirst()).isEqualTo(new Cell.Text("2 3"));
    assertThat(reasons(row)).isEmpty();
  }

  @Test
  void days_of_another_time_zone_are_found_out() {
    var shanghai = ZoneId.of("Asia/Shanghai");
    var theirs = cost("openai/gpt-4o", DAY, shanghai);
    assertThat(theirs).isNotEqualByComparingTo(cost("openai/gpt-4o", DAY, UTC));
    var row = row(compare("openai,gpt-4o,2026-03-10," + theirs.toPlainString()), "openai/gpt-4o");
    assertThat(reasons(row)).first().isEqualTo("time_zone");
    assertThat(row.get(8)).isEqualTo(new Cell.Text("Asia/Shanghai"));
  }

  @Test
  void another_price_shows_by_the_same_ratio_on_all_days() {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 4; i++) {
      var day = DAY.plusDays(i);
      lines.add(
          "openai,gpt-4o,%s,%s"
              .formatted(day, cost("openai/gpt-4o", day, UTC).multiply(new BigDecimal("1.25"))));
    }
    var row = row(compare(lines.toArray(String[]::new)), "openai/gpt-4o");
    assertThat(reasons(row)).contains("another_price");
    assertThat(((Cell.Amount) row.get(9)).figure().value().orElseThrow())
        .isEqualByComparingTo("1.25");
  }

  @Test
  void what_has_no_price_here_is_said_and_so_is_what_was_never_asked() {
    var table = compare("mine,unheard-of,2026-03-10,5", "nobody,nothing,2026-03-10,7");
    assertThat(reasons(row(table, "mine/unheard-of"))).contains("unpriced");
    assertThat(reasons(row(table, ""))).containsExactly("not_recorded");
  }

  @Test
  void what_the_ledger_has_counts_once_however_items_overlap() {
    var openai = List.of("openai/gpt-4o", "openai/gpt-4o-mini");
    for (var lines :
        List.of(
            List.of("OpenAI,,2026-03-10,5", "OpenAI,gpt-4o,2026-03-10,100"),
            List.of("OpenAI,gpt-4o,2026-03-10,100", ",gpt-4o,2026-03-10,5", ",,2026-03-10,1"))) {
      var table = compare(lines.toArray(String[]::new));
      var once = costs(DAY, UTC).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(ours(table)).isEqualByComparingTo(once);
      assertThat(cents(ours(row(table, "openai/gpt-4o"))))
          .isEqualTo(cents(cost("openai/gpt-4o", DAY, UTC)));
    }
    var rest = row(compare("OpenAI,,2026-03-10,5", "OpenAI,gpt-4o,2026-03-10,1"), openai.get(1));
    assertThat(rest.get(4)).isNotInstanceOf(Cell.None.class);
  }

  private static BigDecimal ours(DataTable table) {
    return table.rows().stream()
        .map(ReconciliationTest::ours)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal ours(List<Cell> row) {
    return ((Cell.Amount) row.get(5)).figure().value().orElse(BigDecimal.ZERO);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o-mini, gpt-4o, false",
    "GPT 4o Mini (input), gpt-4o, false",
    "gpt-4o-mini-2024-07-18, gpt-4o-mini, true",
    "GPT-4o (input), gpt-4o, true",
    "gpt-4o cached input tokens, gpt-4o, true",
    "gpt-4o-2024-08-06, gpt-4o, true",
    "gpt-4o, gpt-4o-2024-08-06, true",
    "gpt-4o, gpt-4o-mini, false",
    "gpt-4, gpt-4.1-2025-04-14, false",
    "gpt-4.1, gpt-4, false",
    "gpt-4, gpt-4o, false",
    "gpt-4o, gpt-4, false",
    "gpt-4, gpt-4-1106-preview, true",
    "claude-sonnet-4-5, claude-sonnet-4, false",
    "openai/gpt-4o, gpt-4o, true",
    "chatgpt-4o-latest, gpt-4o, false",
    "gemini 1.5 pro, gemini-1.5-pro-002, true",
  })
  void a_model_is_found_by_its_whole_name(String theirs, String ours, boolean same) {
    var match = new InvoiceMatch(List.of(new DeploymentId("p", ours)));
    var found = match.of(new InvoiceLine(1, "", theirs, DAY, BigDecimal.ONE));
    assertThat(!found.isEmpty()).isEqualTo(same);
  }

  @Test
  void the_export_adds_up_to_the_ledger_to_the_nano_dollar() {
    var zone = ZoneId.of("Europe/Berlin");
    var from = LocalDate.of(2026, 3, 20).atStartOfDay(zone).toInstant();
    var to = LocalDate.of(2026, 4, 2).atStartOfDay(zone).toInstant();
    var scope = ReportScope.of(from, to, zone, "", SeededReports.NOW);
    var export = new FocusExport(ledger.source(), Prices::shipped);
    var days = FocusExport.days(scope);
    assertThat(days).hasSize(13);
    var file = new StringBuilder(FocusExport.headings());
    days.forEach(day -> file.append(export.day(day)));
    var rows = CsvRows.parse(file.toString(), 10_000);
    var headings = rows.getFirst().cells();
    assertThat(headings).containsAll(MANDATORY);
    assertThat(rows)
        .hasSizeGreaterThan(100)
        .allSatisfy(row -> assertThat(row.cells()).hasSameSizeAs(headings));
    var total = ledger.source().total(scope).join();
    for (var column : List.of("BilledCost", "EffectiveCost", "ListCost", "ContractedCost")) {
      assertThat(sum(rows, column)).isEqualByComparingTo(ReportMeasure.COST.value(total).value());
    }
    assertThat(sum(rows, "x_Attempts").longValueExact()).isEqualTo(total.attempts().count());
    assertThat(column(rows, "x_FocusVersion")).containsOnly("1.2");
    assertThat(column(rows, "ProviderName")).doesNotContain("");
    assertThat(column(rows, "ChargePeriodStart"))
        .allSatisfy(each -> assertThat(each).matches("2026-0\\d-\\d\\dT\\d\\d:00:00Z"));
  }

  private static List<String> column(List<CsvRows.Row> rows, String name) {
    int place = rows.getFirst().cells().indexOf(name);
    return rows.stream().skip(1).map(row -> row.cells().get(place)).toList();
  }

  private static BigDecimal sum(List<CsvRows.Row> rows, String name) {
    return column(rows, name).stream()
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
