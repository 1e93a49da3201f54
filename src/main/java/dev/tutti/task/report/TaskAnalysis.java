package dev.tutti.task.report;

import dev.tutti.store.Store;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Analysis of the tasks that have ended in a span of time. Immutable.
 *
 * @param ended how many have
 * @param read how many of them, the latest, the figures are made of
 * @param figures by kind and subject, the most frequent first
 * @param failures failed attempts of the span, the most frequent first
 * @param causes with which tasks began to fail, the most frequent first
 * @param calibrations of forecasts, by kind
 * @param suggestions what could be done better
 */
public record TaskAnalysis(
    long ended,
    long read,
    List<TaskFigures> figures,
    List<FailureGroup> failures,
    List<TaskCause> causes,
    List<ForecastCalibration> calibrations,
    List<TaskSuggestion> suggestions) {
  private static final int MOST_READ = 20_000;
  private static final int MOST_GROUPS = 200;
  private static final int MOST_CAUSES = 100;

  /** Keeps copies. */
  public TaskAnalysis {
    figures = List.copyOf(figures);
    failures = List.copyOf(failures);
    causes = List.copyOf(causes);
    calibrations = List.copyOf(calibrations);
    suggestions = List.copyOf(suggestions);
  }

  private record Subject(String kind, String subject) {}

  /**
   * Analysis of a span.
   *
   * @param workers tasks that may run at once
   */
  public static CompletableFuture<TaskAnalysis> of(
      Store store, Instant from, Instant to, int workers) {
    return store.read(
        handle ->
            of(
                TaskAnalysisTable.count(handle, from, to),
                TaskAnalysisTable.ended(handle, from, to, MOST_READ),
                TaskAnalysisTable.failures(handle, from, to, MOST_GROUPS),
                TaskAnalysisTable.causes(handle, from, to, MOST_CAUSES),
                workers));
  }

  static TaskAnalysis of(
      long ended,
      List<EndedTask> tasks,
      List<FailureGroup> failures,
      List<TaskCause> causes,
      int workers) {
    var bySubject =
        tasks.stream()
            .collect(Collectors.groupingBy(each -> new Subject(each.kind(), each.subject())));
    var byKind =
        tasks.stream()
            .collect(Collectors.groupingBy(EndedTask::kind, TreeMap::new, Collectors.toList()));
    var figures =
        bySubject.entrySet().stream()
            .map(each -> TaskFigures.of(each.getKey().kind, each.getKey().subject, each.getValue()))
            .sorted(
                Comparator.comparingLong(TaskFigures::tasks)
                    .reversed()
                    .thenComparing(TaskFigures::kind)
                    .thenComparing(TaskFigures::subject))
            .limit(MOST_GROUPS)
            .toList();
    return new TaskAnalysis(
        ended,
        tasks.size(),
        figures,
        failures,
        causes,
        byKind.entrySet().stream()
            .map(each -> ForecastCalibration.of(each.getKey(), each.getValue()))
            .filter(each -> each.tasks() > 0)
            .toList(),
        new TaskRules(tasks, bySubject.values(), figures, failures, workers).suggestions());
  }

  /** Tasks that have succeeded although something of them had failed. */
  public long recovered() {
    return figures.stream().mapToLong(TaskFigures::recovered).sum();
  }

  /** Tasks of which something has failed. */
  public long failed() {
    return figures.stream().mapToLong(TaskFigures::failed).sum();
  }

  /** Tasks that have succeeded. */
  public long succeeded() {
    return figures.stream().mapToLong(TaskFigures::succeeded).sum();
  }
}
