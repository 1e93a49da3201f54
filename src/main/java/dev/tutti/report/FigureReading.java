package dev.tutti.report;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reading of figures in one transaction, so that all of them are of one moment. For one thread.
 *
 * @param now in milliseconds
 */
record FigureReading(
    Handle handle,
    ReportScope scope,
    Set<FigureSubject> subjects,
    long now,
    Map<FigureSubject, Coverage> kept) {

  static FigureReading of(Handle handle, ReportScope scope, Set<FigureSubject> subjects, long now) {
    var kept = new EnumMap<FigureSubject, Coverage>(FigureSubject.class);
    for (var each : subjects) {
      kept.put(each, new BucketTable(SubjectRows.of(each)).coverage(handle));
    }
    return new FigureReading(handle, scope, subjects, now, kept);
  }

  /**
   * Subjects that have all fields of a filter and all dimensions.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Set<FigureSubject> subjects(ReportScope scope, List<Dimension> by) {
    var subjects = EnumSet.allOf(FigureSubject.class);
    subjects.removeIf(
        subject ->
            scope.filter().fields().stream().anyMatch(each -> !ReportFields.isOf(subject, each))
                || by.stream().anyMatch(each -> !each.isOf(subject)));
    if (subjects.isEmpty()) {
      throw new IllegalArgumentException(
          "filter, by: "
              + String.join(
                  ", ",
                  Stream.concat(
                          scope.filter().fields().stream().map(each -> each.name()),
                          by.stream().map(Dimension::word))
                      .sorted()
                      .toList())
              + " (expected: only fields of calls, or only fields of attempts)");
    }
    return subjects;
  }

  /**
   * Adds everything that is meant.
   *
   * @param keys columns by whose values it is grouped
   * @param edges between which buckets are chosen
   */
  void read(List<String> keys, TimeEdges edges, Target target) {
    for (var subject : subjects) {
      var of = SubjectRows.of(subject);
      var query =
          new FigureQuery(
              of,
              scope.filter().condition(),
              keys,
              grouping(of, keys),
              edges,
              scope.longest().toMillis());
      FigureTable.read(
          handle, query, coverage(subject), (time, key) -> target.at(time, key).of(subject));
    }
  }

  private Coverage coverage(FigureSubject subject) {
    return Objects.requireNonNull(kept.get(subject));
  }

  /** Where sums of a group go. */
  @FunctionalInterface
  interface Target {
    FigureSums at(long time, List<Object> key);
  }

  private @Nullable Integer grouping(SubjectRows of, List<String> keys) {
    var columns = new HashSet<>(keys);
    scope.filter().fields().forEach(each -> columns.addAll(ReportFields.columns(each)));
    var found = of.grouping(columns);
    return found.isPresent() ? found.getAsInt() : null;
  }

  /** Figures of a span; they are incomplete when it has not ended, or not all of it is kept. */
  Figures figures(FigureSums sums, List<String> keys, long from, long to) {
    return figures(sums, keys, from, to, Instant.ofEpochMilli(to));
  }

  /** Figures of a span that is a part of what ends later. */
  Figures figures(FigureSums sums, List<String> keys, long from, long to, Instant over) {
    boolean covered =
        subjects.stream()
            .allMatch(
                each ->
                    coverage(each).covers(from, to, grouping(SubjectRows.of(each), keys) != null));
    return sums.figures(subjects, over.toEpochMilli() > now || !covered);
  }
}
