package dev.tutti.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What spans of time are put together from: buckets of each level, and the rows at the ends that no
 * bucket fits into. Times are in milliseconds.
 *
 * @param buckets of each level, by their beginnings
 * @param rows the rest
 */
record SpanPlan(Map<BucketLevel, List<Span>> buckets, List<Span> rows) {
  private static final List<BucketLevel> LEVELS = List.of(BucketLevel.values());

  /** Times from the first one until before the other. */
  record Span(long from, long to) {}

  /**
   * The plan for adjacent spans.
   *
   * @param coverage from when on the finest buckets are used, and until when the others
   */
  static SpanPlan of(TimeEdges edges, Coverage coverage) {
    var plan = new SpanPlan(new EnumMap<>(BucketLevel.class), new ArrayList<>());
    for (int i = 0; i < edges.spans(); i++) {
      plan.split(edges.from(i), edges.to(i), LEVELS.size() - 1, coverage);
    }
    return plan;
  }

  /** The buckets of a level. */
  List<Span> of(BucketLevel level) {
    return buckets.computeIfAbsent(level, _ -> new ArrayList<>());
  }

  /** Takes what buckets of a level fit into out of a span, and the rest from finer ones. */
  private void split(long from, long to, int ordinal, Coverage coverage) {
    if (ordinal < 0) {
      add(rows, from, to);
      return;
    }
    var level = LEVELS.get(ordinal);
    boolean isFine = level == BucketLevel.FINE;
    long first = level.ceiling(isFine ? Math.max(from, coverage.fineFrom()) : from);
    long last = level.floor(isFine ? to : Math.min(to, coverage.settledTo()));
    if (first >= last) {
      split(from, to, ordinal - 1, coverage);
      return;
    }
    split(from, first, ordinal - 1, coverage);
    add(of(level), first, last);
    split(last, to, ordinal - 1, coverage);
  }

  /** Adds a span, joined with the one before where it goes on. */
  private static void add(List<Span> spans, long from, long to) {
    if (from >= to) {
      return;
    }
    if (!spans.isEmpty() && spans.getLast().to == from) {
      spans.set(spans.size() - 1, new Span(spans.getLast().from, to));
    } else {
      spans.add(new Span(from, to));
    }
  }
}
