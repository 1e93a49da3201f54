package dev.tutti.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.report.kind.ReportKind;
import dev.tutti.report.kind.SeededReports;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportLabelsTest {
  @Test
  void both_languages_have_the_same_keys() {
    assertThat(ReportLabels.of(ReportLanguage.CHINESE).keys())
        .isEqualTo(ReportLabels.of(ReportLanguage.ENGLISH).keys());
  }

  @Test
  void every_word_of_a_report_has_a_text(@TempDir Path folder) {
    var keys = new TreeSet<String>();
    try (var ledger = new SeededReports(folder, 3_000)) {
      for (var kind : ReportKind.values()) {
        collect(ledger.report(kind, "2026-03-10", "2026-03-30", "Europe/Berlin", ""), keys);
        collect(ledger.report(kind, "2026-03-10", "2026-03-11", "UTC", "owner=nobody"), keys);
      }
    }
    keys.removeAll(ReportLabels.of(ReportLanguage.ENGLISH).keys());
    assertThat(keys).isEmpty();
  }

  static void collect(Report report, Set<String> keys) {
    keys.add("kind." + report.head().kind());
    for (var section : report.sections()) {
      keys.add("section." + section.key());
      section.elements().forEach(element -> collect(element, keys));
    }
  }

  static void collect(Element element, Set<String> keys) {
    switch (element) {
      case Sentence sentence -> {
        keys.add("sentence." + sentence.key());
        sentence.arguments().forEach(cell -> collect(cell, keys));
      }
      case FigureList list -> list.entries().forEach(entry -> keys.add("label." + entry.key()));
      case DataTable table -> {
        keys.add("table." + table.key());
        table.columns().forEach(column -> keys.add("label." + column.key()));
        table.rows().forEach(row -> row.forEach(cell -> collect(cell, keys)));
      }
      case Chart chart -> {
        keys.add("table." + chart.key());
        Stream.concat(chart.positions().stream(), chart.lines().stream().map(Chart.Line::name))
            .forEach(cell -> collect(cell, keys));
      }
    }
  }

  private static void collect(Cell cell, Set<String> keys) {
    switch (cell) {
      case Cell.Label(String key) -> keys.add("label." + key);
      case Cell.Labels(var all) -> all.forEach(key -> keys.add("label." + key));
      case Cell.Text _, Cell.Moment _, Cell.Exact _, Cell.Amount _, Cell.None _ -> {}
    }
  }
}
