package dev.tutti.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.report.Dimension;
import dev.tutti.report.FigureSource;
import dev.tutti.report.LedgerGenerator;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.ReportScope;
import dev.tutti.report.SeriesStep;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tile, table, chart and export say the same. */
class FigureFormatTest {
  private static final Instant BEGIN = Instant.parse("2026-03-26T00:00:00Z");
  private static final Duration SPAN = Duration.ofDays(6);
  private static final InstantSource CLOCK = InstantSource.fixed(BEGIN.plus(SPAN));

  /** All measures; the cost first, by which groups are found. */
  private static final List<ReportMeasure> MEASURES = measures();

  @TempDir Path folder;

  private static List<ReportMeasure> measures() {
    var all = new ArrayList<>(List.of(ReportMeasure.values()));
    all.remove(ReportMeasure.COST);
    all.addFirst(ReportMeasure.COST);
    return all;
  }

  /** Cells of a line without its first ones, which are texts without commas. */
  private static List<String> cells(String line, int from) {
    var cells = List.of(line.split(",", -1));
    return cells.subList(from, cells.size());
  }

  private static List<String> cells(JsonNode figures) {
    var cells = new ArrayList<String>();
    for (var each : figures) {
      var value = each.path("value");
      cells.add(value.isNull() ? "" : value.decimalValue().toPlainString());
      cells.add(each.path("n").asString());
      cells.add(
          String.join(" ", each.path("flags").valueStream().map(JsonNode::asString).toList()));
    }
    return cells;
  }

  @Test
  void table_chart_and_export_say_what_the_tile_says() {
    var format = new FigureFormat(MEASURES);
    var zone = ZoneId.of("Europe/Berlin"); // its clocks are changed meanwhile
    try (var store = Store.open(StoreSettings.in(folder));
        var ledger = Ledger.open(store, Prices::shipped, CLOCK, LedgerSettings.defaults())) {
      new LedgerGenerator(5, BEGIN, SPAN).write(store, 3_000, 3_000);
      var source = FigureSource.over(ledger, CLOCK);
      var scope = ReportScope.of(BEGIN, CLOCK.instant(), zone, "", CLOCK.instant());
      var tile = source.total(scope).join();
      var rows = source.by(scope, List.of(Dimension.OWNER), ReportMeasure.COST, 4).join();
      var json = format.json(Json.object(), rows);
      var table = format.csv(rows).split("\r\n");
      for (int i = 0; i < rows.rows().size(); i++) {
        assertThat(cells(table[i + 1], 2))
            .isEqualTo(cells(json.path("data").get(i).path("figures")));
      }
      assertThat(cells(table[5], 2)).isEqualTo(cells(json.at("/rest/figures")));
      for (var measure : MEASURES) {
        assertThat(json.path("total").path(measure.word()).path("value"))
            .as(measure.word())
            .isEqualTo(Json.object().put("v", measure.value(tile).value()).path("v"));
      }
      var series = source.series(scope, SeriesStep.of("day")).join();
      var lines = format.csv(series, zone).split("\r\n");
      var points = format.json(Json.object(), series).at("/data/0/points");
      var sum = BigDecimal.ZERO;
      for (int i = 0; i < points.size(); i++) {
        var cells = cells(lines[i + 1], 4);
        assertThat(cells).isEqualTo(cells(points.get(i).path("figures")));
        assertThat(cells.get(2).contains("cut"))
            .as("days of Berlin that the span cuts: point %d", i)
            .isEqualTo(i == 0 || i == points.size() - 1);
        sum = sum.add(new BigDecimal(cells.getFirst()));
      }
      assertThat(sum).isEqualTo(ReportMeasure.COST.value(tile).value());
    }
  }
}
