package dev.tutti.report.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.report.FigureFlag;
import dev.tutti.report.Retention;
import dev.tutti.report.RetentionSettings;
import dev.tutti.report.Rollups;
import dev.tutti.report.document.FigureList;
import dev.tutti.report.document.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports about days whose rows, or all figures, are not kept any more. */
class ReportRetentionTest {
  private static Report report(SeededReports ledger, ReportKind kind, String from) {
    return ledger.report(kind, from, "2026-03-20", "UTC", "");
  }

  private static Object figure(Report report, String key) {
    return report.sections().stream()
        .flatMap(section -> section.elements().stream())
        .filter(FigureList.class::isInstance)
        .flatMap(list -> ((FigureList) list).entries().stream())
        .filter(entry -> entry.key().equals(key))
        .map(entry -> entry.figure().value())
        .findFirst()
        .orElseThrow();
  }

  private static Set<FigureFlag> flags(Report report) {
    return report.sections().stream()
        .flatMap(section -> section.elements().stream())
        .filter(FigureList.class::isInstance)
        .flatMap(list -> ((FigureList) list).entries().stream())
        .flatMap(entry -> entry.figure().figure().flags().stream())
        .collect(Collectors.toSet());
  }

  private static void keep(SeededReports ledger, int rows, int figures) {
    var settings =
        new RetentionSettings(
            Duration.ofDays(rows), Duration.ofDays(rows), Duration.ofDays(figures));
    new Retention(ledger.store(), () -> settings, InstantSource.fixed(SeededReports.NOW))
        .advance()
        .join();
  }

  @Test
  void money_of_deleted_rows_stays_and_what_is_gone_is_marked(@TempDir Path folder) {
    try (var ledger = new SeededReports(folder, 3_000)) {
      Rollups.over(ledger.store()).advance().join();
      var before = report(ledger, ReportKind.SUMMARY, "2026-03-10");
      assertThat(flags(before)).doesNotContain(FigureFlag.INCOMPLETE);
      keep(ledger, 10, 1_000);
      var after = report(ledger, ReportKind.SUMMARY, "2026-03-10");
      for (var key : new String[] {"calls", "cost", "total_p50", "output_tokens"}) {
        assertThat(figure(after, key)).as(key).isEqualTo(figure(before, key));
      }
      for (var kind : EnumSet.complementOf(EnumSet.of(ReportKind.TASKS))) { // it has no calls
        assertThat(report(ledger, kind, "2026-03-10").sections()).as(kind.word()).isNotEmpty();
      }
      keep(ledger, 10, 20);
      assertThat(flags(report(ledger, ReportKind.SUMMARY, "2026-03-10")))
          .contains(FigureFlag.INCOMPLETE);
    }
  }
}
