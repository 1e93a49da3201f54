package dev.tutti.report;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Edges between adjacent spans of time, in milliseconds. Immutable. */
final class TimeEdges {
  private final long[] edges;

  private TimeEdges(long[] edges) {
    this.edges = edges;
  }

  /**
   * Edges of at least one span.
   *
   * @param edges ascending
   */
  static TimeEdges of(List<Instant> edges) {
    return new TimeEdges(edges.stream().mapToLong(Instant::toEpochMilli).toArray());
  }

  /** Edges of one span. */
  static TimeEdges of(long from, long to) {
    return new TimeEdges(new long[] {from, to});
  }

  /** These and others. */
  TimeEdges with(Stream<TimeEdges> others) {
    var all = others.flatMapToLong(each -> Arrays.stream(each.edges));
    return new TimeEdges(
        LongStream.concat(Arrays.stream(edges), all).sorted().distinct().toArray());
  }

  /** How many spans there are. */
  int spans() {
    return edges.length - 1;
  }

  long from(int span) {
    return edges[span];
  }

  long to(int span) {
    return edges[span + 1];
  }

  long first() {
    return edges[0];
  }

  long last() {
    return edges[edges.length - 1];
  }

  /** The span that a time is in. */
  int span(long time) {
    int found = Arrays.binarySearch(edges, time);
    return found < 0 ? -found - 2 : found;
  }
}
