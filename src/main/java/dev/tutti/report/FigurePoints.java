package dev.tutti.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Points of a series. For one thread. */
final class FigurePoints {
  private final FigureReading reading;
  private final SeriesSpan span;
  private final TimeEdges times;
  private final List<String> columns;
  private final Map<List<Object>, FigureSums[]> lines = new HashMap<>();
  private final FigureSums[] rest;

  private FigurePoints(FigureReading reading, SeriesSpan span, List<String> columns) {
    this.reading = reading;
    this.span = span;
    this.times = TimeEdges.of(span.edges());
    this.columns = columns;
    this.rest = sums();
  }

  /** One point for all. */
  static FigureSeries total(FigureReading reading) {
    return read(reading, SeriesSpan.of(reading.scope()));
  }

  /** One line for all. */
  static FigureSeries read(FigureReading reading, SeriesSpan span) {
    var points = new FigurePoints(reading, span, List.of());
    points.read();
    return new FigureSeries(span, List.of(points.line("", false, points.rest)));
  }

  /** A line for each of the largest groups, and one for the rest where there is one. */
  static FigureSeries read(
      FigureReading reading, SeriesSpan span, Dimension by, ReportMeasure order, int limit) {
    var groups = FigureGroups.read(reading, List.of(by));
    var sorted = groups.sorted(order);
    var points = new FigurePoints(reading, span, by.columns());
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
    return new FigureSeries(span, lines);
  }

  private FigureSums[] sums() {
    return Stream.generate(FigureSums::new).limit(span.points()).toArray(FigureSums[]::new);
  }

  private void read() {
    reading.read(columns, times, (time, key) -> lines.getOrDefault(key, rest)[times.span(time)]);
  }

  private FigureSeries.Line line(String name, boolean isRest, FigureSums @Nullable [] sums) {
    var points = new ArrayList<Figures>();
    for (int i = 0; sums != null && i < sums.length; i++) {
      points.add(reading.figures(sums[i], columns, times.from(i), times.to(i), span.over(i)));
    }
    return new FigureSeries.Line(name, isRest, points);
  }
}
