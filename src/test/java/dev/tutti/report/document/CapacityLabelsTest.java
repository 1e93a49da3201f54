package dev.tutti.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.forecast.usage.DiskHistory;
import dev.tutti.forecast.usage.PeakLimits;
import dev.tutti.forecast.usage.UsageForecasts;
import dev.tutti.gateway.admin.OutlookSection;
import dev.tutti.monitor.LimitKind;
import dev.tutti.monitor.LimitMonitor;
import dev.tutti.monitor.LimitUse;
import dev.tutti.monitor.TimedSample;
import dev.tutti.report.kind.LimitSection;
import dev.tutti.report.kind.ReportKind;
import dev.tutti.report.kind.SeededReports;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sections of the capacity report that the ledger does not tell, in both languages. */
class CapacityLabelsTest {
  private static final InstantSource CLOCK = InstantSource.fixed(SeededReports.NOW);

  @TempDir Path folder;

  private record SomeDisk() implements DiskHistory {
    @Override
    public long free() {
      return 1L << 40;
    }

    @Override
    public CompletableFuture<List<TimedSample>> samples(Instant from, Instant to, int limit) {
      return CompletableFuture.completedFuture(List.of());
    }
  }

  private record SomeLimits() implements PeakLimits {
    @Override
    public OptionalLong tokensPerMinute(String provider) {
      return OptionalLong.of(10);
    }

    @Override
    public OptionalLong callsAtOnce(String provider) {
      return OptionalLong.of(1_000_000);
    }
  }

  private static Set<String> without(List<ReportSection> sections) {
    var keys = new TreeSet<String>();
    for (var section : sections) {
      keys.add("section." + section.key());
      section.elements().forEach(element -> ReportLabelsTest.collect(element, keys));
    }
    keys.removeAll(ReportLabels.of(ReportLanguage.CHINESE).keys());
    return keys;
  }

  @Test
  void every_word_has_a_text_and_limits_and_the_weeks_to_come_are_told() {
    try (var ledger = new SeededReports(folder, 3_000)) {
      var request =
          SeededReports.request(ReportKind.CAPACITY, "2026-03-20", "2026-04-06", "UTC", "");
      var limits = new LimitMonitor(ledger.store(), CLOCK, CapacityLabelsTest::uses);
      limits.look();
      var forecasts =
          new UsageForecasts(ledger.source(), new SomeDisk(), List::of, new SomeLimits(), CLOCK);
      var full = new LimitSection(limits).section(request).orElseThrow();
      var coming = new OutlookSection(forecasts, CLOCK).section(request).orElseThrow();
      assertThat(without(List.of(full, coming))).isEmpty();
      assertThat(((DataTable) full.elements().get(1)).rows()).hasSize(LimitKind.values().length);
      assertThat(((DataTable) coming.elements().getFirst()).rows()).hasSizeGreaterThan(4);
    }
  }

  @Test
  void what_comes_is_only_told_by_reports_that_end_now() {
    try (var ledger = new SeededReports(folder, 10)) {
      var past = SeededReports.request(ReportKind.CAPACITY, "2026-03-01", "2026-03-20", "UTC", "");
      var forecasts =
          new UsageForecasts(ledger.source(), new SomeDisk(), List::of, PeakLimits.NONE, CLOCK);
      assertThat(new OutlookSection(forecasts, CLOCK).section(past)).isEmpty();
    }
  }

  private static List<LimitUse> uses() {
    return Arrays.stream(LimitKind.values())
        .map(kind -> new LimitUse(kind, "some", 10, 5, 0))
        .toList();
  }
}
