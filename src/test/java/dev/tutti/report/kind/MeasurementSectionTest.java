package dev.tutti.report.kind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.monitor.Measurements;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.Element;
import dev.tutti.report.document.FigureList;
import dev.tutti.store.Store;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The requirement's own monitoring sample: 40 requests of four types, of which three quarters
 * succeed.
 */
class MeasurementSectionTest {
  private static final List<String> TYPES = List.of("simple", "complex", "batch", "cooperation");
  private static final Map<String, Double> USUAL =
      Map.of("simple", 500.0, "complex", 2_000.0, "batch", 1_200.0, "cooperation", 3_500.0);

  @TempDir Path folder;
  private final double[] millis = new double[40];

  private List<Element> section(long seed) {
    var random = new Random(seed);
    var data = new ArrayList<String>();
    for (int i = 0; i < millis.length; i++) {
      var type = TYPES.get(i % 4);
      millis[i] = Math.round(USUAL.getOrDefault(type, 0.0) * (0.8 + 0.4 * random.nextDouble()));
      data.add(
          """
          {"type": "%s", "latency_ms": %s, "success": %s, "memory_bytes": %d, "cpu": %s, "at": "2026-04-03T00:00:%02dZ"}\
          """
              .formatted(
                  type,
                  millis[i],
                  (i / 4 + i) % 4 != 0,
                  (100 + random.nextInt(400)) << 20,
                  0.2 + 0.6 * random.nextDouble(),
                  i));
    }
    try (var ledger = new SeededReports(folder.resolve("" + seed), 0)) {
      var measured = new Measurements(ledger.store(), InstantSource.fixed(SeededReports.NOW));
      var body = "{\"data\": [" + String.join(",", data) + "]}";
      Store.await(measured.add("", measured.read(body.getBytes(UTF_8))));
      var request =
          SeededReports.request(ReportKind.PERFORMANCE, "2026-04-03", "2026-04-04", "UTC", "");
      var reports = ledger.reports().with(ReportKind.PERFORMANCE, new MeasurementSection(measured));
      return reports.make(request).sections().getLast().elements();
    }
  }

  private static double value(Cell cell) {
    return value(((Cell.Amount) cell).figure());
  }

  private static double value(ComparedFigure figure) {
    return figure.value().orElseThrow().doubleValue();
  }

  private double[] times(String type) {
    double[] times = new double[10];
    for (int i = 0; i < 10; i++) {
      times[i] = millis[4 * i + TYPES.indexOf(type)];
    }
    Arrays.sort(times);
    return times;
  }

  @Test
  void each_type_has_its_mean_deviation_percentile_and_success() {
    var rows =
        section(1).stream()
            .filter(DataTable.class::isInstance)
            .flatMap(each -> ((DataTable) each).rows().stream())
            .toList();
    assertThat(rows).hasSize(4);
    for (var row : rows) {
      var times = times(((Cell.Text) row.getFirst()).text());
      double mean = Arrays.stream(times).average().orElseThrow();
      double squares = Arrays.stream(times).map(each -> Math.pow(each - mean, 2)).sum();
      assertThat(value(row.get(1))).isEqualTo(10);
      assertThat(value(row.get(2))).isCloseTo(mean, within(1e-3));
      assertThat(value(row.get(3))).isCloseTo(Math.sqrt(squares / 9), within(1e-3));
      assertThat(value(row.get(4))).isEqualTo(times[9]);
      assertThat(value(row.get(5))).isBetween(0.7, 0.8);
    }
  }

  @Test
  void totals_have_success_memory_processor_and_the_last_20_against_the_first() {
    var entries = ((FigureList) section(2).get(1)).entries();
    assertThat(entries)
        .extracting(FigureList.Entry::key)
        .containsExactly(
            "measured_requests",
            "success_rate",
            "mean",
            "p95",
            "memory_mean",
            "memory_most",
            "processor_mean",
            "latest_mean",
            "latest_success_rate");
    assertThat(entries.get(1).figure().value()).hasValue(new BigDecimal("0.75"));
    var latest = entries.get(7).figure();
    assertThat(value(latest))
        .isCloseTo(Arrays.stream(millis, 20, 40).average().orElseThrow(), within(1e-3));
    assertThat(latest.previous().orElseThrow().doubleValue())
        .isCloseTo(Arrays.stream(millis, 0, 20).average().orElseThrow(), within(1e-3));
    assertThat(latest.figure().n()).isEqualTo(20);
    assertThat(entries.get(8).figure().change()).isPresent();
  }
}
