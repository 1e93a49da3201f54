package dev.tutti.report;

import dev.tutti.query.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Query for sums over the rows of one subject.
 *
 * @param of the rows
 * @param filter which of them
 * @param keys columns by whose values they are grouped
 * @param grouping whose buckets have all that the filter and the keys need; null where none has
 * @param edges between which buckets are chosen
 * @param longest rows of times up to so many milliseconds before the first edge are in when they
 *     have not ended before it
 */
record FigureQuery(
    SubjectRows of,
    Condition filter,
    List<String> keys,
    @Nullable Integer grouping,
    TimeEdges edges,
    long longest) {

  long from() {
    return edges.first();
  }

  long to() {
    return edges.last();
  }

  /** Where sums go. */
  @FunctionalInterface
  interface Target {
    /**
     * The sum of a group at a time.
     *
     * @param key the values of the columns
     */
    FigureSum at(long time, List<Object> key);
  }
}
