package dev.tutti.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Points of a series. For one thread. */
final class FigurePoints {
  private final FigureReading reading;
  private final List<Instant> edges;
  private final TimeEdges times;
  private final List<String> columns;
  private final Map<List<Object>, FigureSums[]> lines = new HashMap<>();
  private final FigureSums[] rest;

  private FigurePoints(FigureReading reading, List<Instant> edges, List<String> columns) {
    this.reading = reading;
    this.edges = edges;
    this.times = TimeEdges.of(edges);
    this.columns = columns;
    this.rest = sums();
  }

  /** One point for all. */
  static FigureSeries total(FigureReading reading) {
    return read(reading, List.of(reading.scope().from(), reading.scope().to()));
  }

  /** One line for all. */
  static FigureSeries read(FigureReading reading, List<Instant> edges) {
    var points = new FigurePoints(reading, edges, List.of());
    points.read();
    return new FigureSeries(edges, List.of(points.line("", false, points.rest)));
  }

  /** A line for each of the largest groups, and one for the rest where there is one. */
  static FigureSeries read(
      FigureReading reading, List<Instant> edges, Dimension by, ReportMeasure order, int limit) {
    var groups = FigureGroups.read(reading, List.of(by));
    var sorted = groups.sorted(order);
    var points = new FigurePoints(reading, edges, by.columns());
    var largest = sorted.subList(0, Math.min(limit, sorted.size()));
    largest.forEach(each -> points.lines.put(each.key(), points.sums()));
    points.read();
    var words = new WordTable(reading.handle());
    var lines = new ArrayList<FigureSeries.Line>();
    for (var each : largest) {
      var name = groups.names(words, each.key()).getFirst();
      lines.add(points.line(name, false, points.lines.get(each.key())));
    }
    if (sorted.size() > largest.size()) {
      lines.add(points.line("", true, points.rest));
    }
    return new FigureSeries(edges, lines);
  }

  private FigureSums[] sums() {
    return Stream.generate(FigureSums::new).limit(edges.size() - 1).toArray(FigureSums[]::new);
  }

  private void read() {
    reading.read(columns, times, (time, key) -> lines.getOrDefault(key, rest)[times.span(time)]);
  }

  private FigureSeries.Line line(String name, boolean isRest, FigureSums @Nullable [] sums) {
    var points = new ArrayList<Figures>();
    for (int i = 0; sums != null && i < sums.length; i++) {
      points.add(reading.figures(sums[i], columns, times.from(i), times.to(i)));
    }
    return new FigureSeries.Line(name, isRest, points);
  }
}
