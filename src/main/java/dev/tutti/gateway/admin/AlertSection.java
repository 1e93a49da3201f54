package dev.tutti.gateway.admin;

import dev.tutti.alert.AlertMessage;
import dev.tutti.alert.Alerts;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.ReportSection;
import dev.tutti.report.kind.ReportRequest;
import dev.tutti.report.kind.SectionSource;
import java.util.List;
import java.util.Optional;

/** Section about what operators were told in the span, of the latest 100 alerts. */
public record AlertSection(Alerts alerts) implements SectionSource {
  private static final List<DataTable.Column> COLUMNS =
      List.of(
          DataTable.Column.text("at"),
          DataTable.Column.text("event"),
          DataTable.Column.text("about"),
          DataTable.Column.text("why"));

  @Override
  public Optional<ReportSection> section(ReportRequest request) {
    var scope = request.scope();
    var rows =
        alerts.latest().stream()
            .map(Alerts.Report::message)
            .filter(each -> !each.at().isBefore(scope.from()) && each.at().isBefore(scope.to()))
            .map(AlertSection::row)
            .toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new ReportSection("alerts", List.of(new DataTable("alerts", COLUMNS, rows))));
  }

  private static List<Cell> row(AlertMessage message) {
    return List.of(
        new Cell.Moment(message.at()),
        new Cell.Text(message.type().word()),
        new Cell.Text(message.topic()),
        new Cell.Text(message.title()));
  }
}
