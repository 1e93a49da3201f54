package dev.tutti.gateway.admin;

import dev.tutti.call.Allowance;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.ReportSection;
import dev.tutti.report.kind.ReportRequest;
import dev.tutti.report.kind.SectionSource;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.security.ApiKey;
import dev.tutti.security.Keys;
import dev.tutti.store.Store;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Section about budgets: what is spent and left of each in its present period. */
public record BudgetSection(Budgets budgets, Keys keys) implements SectionSource {
  private static final int NANO_DIGITS = 9;
  private static final List<DataTable.Column> COLUMNS =
      List.of(
          DataTable.Column.text("account"),
          DataTable.Column.of("limit", MeasureUnit.DOLLARS),
          DataTable.Column.of("spent", MeasureUnit.DOLLARS),
          DataTable.Column.of("left", MeasureUnit.DOLLARS));

  @Override
  public Optional<ReportSection> section(ReportRequest request) {
    var allowances =
        Store.await(keys.list()).stream()
            .collect(Collectors.toMap(ApiKey::id, key -> key.grant().allowance()));
    var rows =
        budgets.all(key -> allowances.getOrDefault(key, Allowance.NONE)).stream()
            .filter(each -> each.most() > 0)
            .map(BudgetSection::row)
            .toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ReportSection("budgets", List.of(new DataTable("budgets", COLUMNS, rows))));
  }

  private static List<Cell> row(Budgets.Status status) {
    return List.of(
        new Cell.Text(status.account()),
        dollars(status.most()),
        dollars(status.spent()),
        dollars(Math.max(0, status.most() - status.spent())));
  }

  private static Cell dollars(long nanos) {
    return new Cell.Amount(
        ComparedFigure.of(MeasureUnit.DOLLARS, BigDecimal.valueOf(nanos, NANO_DIGITS), 1));
  }
}
