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

  /** Times from the first one until before the other. */
  record Span(long from, long to) {}

  /** The plan for adjacent spans. */
  static SpanPlan of(TimeEdges edges) {
    var plan = new SpanPlan(new EnumMap<>(BucketLevel.class), new ArrayList<>());
    for (int i = 0; i < edges.spans(); i++) {
      plan.split(edges.from(i), edges.to(i), 0);
    }
    return plan;
  }

  /** The buckets of a level. */
  List<Span> of(BucketLevel level) {
    return buckets.computeIfAbsent(level, _ -> new ArrayList<>());
  }

  /** Cuts a span of which everything below a level is decided. */
  private void split(long from, long to, int ordinal) {
    var levels = BucketLevel.values();
    if (ordinal == levels.length) {
      add(of(levels[ordinal - 1]), from, to);
      return;
    }
    long first = levels[ordinal].ceiling(from);
    long last = levels[ordinal].floor(to);
    var below = ordinal == 0 ? rows : of(levels[ordinal - 1]);
    if (first >= last) {
      add(below, from, to);
      return;
    }
    add(below, from, first);
    split(first, last, ordinal + 1);
    add(below, last, to);
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
