package dev.tutti.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups of a reading by dimensions. Dimensions of the rows are columns; those of time are names
 * that a time has. For one thread.
 */
final class FigureGroups {
  /** Groups beyond are added to the rest. */
  private static final int MOST = 20_000;

  private static final int MOST_TIMES = 10_000;

  private final FigureReading reading;
  private final List<Dimension> by;
  private final List<String> columns;
  private final List<Times> times = new ArrayList<>();
  private final Map<List<Object>, FigureSums> groups = new HashMap<>();
  private final FigureSums beyond = new FigureSums();

  /** Names that times have in one dimension, and the edges between them. */
  private record Times(TimeEdges edges, List<String> names) {
    String name(long time) {
      return names.get(edges.span(time));
    }
  }

  private FigureGroups(FigureReading reading, List<Dimension> by) {
    this.reading = reading;
    this.by = by;
    this.columns = by.stream().flatMap(each -> each.columns().stream()).toList();
    by.forEach(each -> each.step().ifPresent(step -> times.add(times(each, step))));
  }

  static FigureGroups read(FigureReading reading, List<Dimension> by) {
    var groups = new FigureGroups(reading, by);
    var scope = reading.scope();
    var ends = TimeEdges.of(List.of(scope.from(), scope.to()));
    var edges = ends.with(groups.times.stream().map(Times::edges));
    reading.read(groups.columns, edges, groups::at);
    return groups;
  }

  private Times times(Dimension of, SeriesStep step) {
    var scope = reading.scope();
    var edges = step.edges(scope.from(), scope.to(), scope.zone(), MOST_TIMES);
    var names = edges.stream().map(edge -> of.label(step.start(edge, scope.zone()))).toList();
    return new Times(TimeEdges.of(edges), names);
  }

  private FigureSums at(long time, List<Object> key) {
    var whole = key;
    if (!times.isEmpty()) {
      whole = new ArrayList<>(key);
      for (var each : times) {
        whole.add(each.name(time));
      }
    }
    var sums = groups.get(whole);
    if (sums == null) {
      if (groups.size() >= MOST) {
        return beyond;
      }
      sums = new FigureSums();
      groups.put(whole, sums);
    }
    return sums;
  }

  /** A group with its figures. */
  record Group(List<Object> key, FigureSums sums, Figures figures) {}

  /** All groups, the largest by a measure first, those without a value last. */
  List<Group> sorted(ReportMeasure order) {
    var all = new ArrayList<Group>();
    groups.forEach((key, sums) -> all.add(new Group(key, sums, figures(sums))));
    all.sort(
        Comparator.comparing(
                (Group each) -> order.value(each.figures).value(),
                Comparator.nullsFirst(Comparator.naturalOrder()))
            .reversed()
            .thenComparing(each -> each.key.toString()));
    return all;
  }

  FigureSums beyond() {
    return beyond;
  }

  private Figures figures(FigureSums sums) {
    var scope = reading.scope();
    return reading.figures(sums, columns, scope.from().toEpochMilli(), scope.to().toEpochMilli());
  }

  FigureBreakdown breakdown(ReportMeasure order, int limit) {
    var all = sorted(order);
    var names = new WordTable(reading.handle());
    var rows = new ArrayList<FigureBreakdown.Row>();
    for (var each : all.subList(0, Math.min(limit, all.size()))) {
      rows.add(new FigureBreakdown.Row(names(names, each.key), each.figures));
    }
    var left = all.subList(rows.size(), all.size());
    left.forEach(each -> beyond.add(each.sums));
    return new FigureBreakdown(by, rows, figures(beyond), left.size());
  }

  /** Names of a group, one for each dimension. */
  List<String> names(WordTable words, List<Object> key) {
    var names = new ArrayList<String>();
    int column = 0;
    int time = columns.size();
    for (var each : by) {
      if (each.columns().isEmpty()) {
        names.add(key.get(time++).toString());
        continue;
      }
      int end = column + each.columns().size();
      names.add(words.names(each, key.subList(column, end)));
      column = end;
    }
    return names;
  }
}
