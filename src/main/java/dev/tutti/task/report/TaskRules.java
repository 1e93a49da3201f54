package dev.tutti.task.report;

import static dev.tutti.task.report.TaskSuggestion.SuggestionFigure.count;
import static dev.tutti.task.report.TaskSuggestion.SuggestionFigure.dollars;
import static dev.tutti.task.report.TaskSuggestion.SuggestionFigure.millis;
import static dev.tutti.task.report.TaskSuggestion.SuggestionFigure.share;

import dev.tutti.chat.FaultCode;
import dev.tutti.task.report.TaskFigures.Quantiles;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rules by which tasks of the past suggest what could be done better. Each wants enough tasks, and
 * says the figures that it goes by.
 *
 * @param groups the tasks by kind and subject
 * @param workers tasks that may run at once
 */
record TaskRules(
    List<EndedTask> tasks,
    Collection<List<EndedTask>> groups,
    List<TaskFigures> figures,
    List<FailureGroup> failures,
    int workers) {
  private static final int FEW = 5;
  private static final int ENOUGH = 20;
  private static final int MANY = 30;
  private static final int USUAL_PRIORITY = 5;
  private static final long SECOND = 1_000;

  List<TaskSuggestion> suggestions() {
    return Stream.of(
            figures.stream().flatMap(each -> timeout(each).stream()),
            groups.stream().flatMap(each -> limits(each).stream()),
            failures.stream().flatMap(each -> retries(each).stream()),
            failures.stream().flatMap(each -> pace(each).stream()),
            groups.stream().flatMap(each -> repeated(each).stream()),
            figures.stream().flatMap(each -> cheaper(each).stream()),
            groups.stream().flatMap(each -> slower(each).stream()),
            figures.stream().flatMap(each -> expensive(each).stream()),
            priorities().stream(),
            queue().stream())
        .flatMap(each -> each)
        .toList();
  }

  private Optional<TaskSuggestion> timeout(TaskFigures of) {
    long usual =
        tasks.stream()
            .filter(each -> each.kind().equals(of.kind()) && each.subject().equals(of.subject()))
            .mapToLong(EndedTask::timeout)
            .max()
            .orElse(0);
    return of.timedOut() >= FEW && 20 * of.timedOut() >= of.tasks()
        ? Optional.of(
            TaskSuggestion.of(
                "raise_timeout",
                of,
                share(of.timedOut(), of.tasks()),
                millis(usual),
                millis(of.ran().high())))
        : Optional.empty();
  }

  private static Optional<TaskSuggestion> limits(List<EndedTask> group) {
    long over =
        group.stream().filter(each -> each.code().equals(FaultCode.LIMIT_EXCEEDED.code())).count();
    return over >= FEW
        ? Optional.of(of("raise_limits", group, count(over), count(group.size())))
        : Optional.empty();
  }

  private static TaskSuggestion of(
      String word, List<EndedTask> group, TaskSuggestion.SuggestionFigure... figures) {
    var first = group.getFirst();
    return new TaskSuggestion(word, first.kind(), first.subject(), "", List.of(figures));
  }

  /** Attempts that are repeated and never help. */
  private static Optional<TaskSuggestion> retries(FailureGroup group) {
    long again = group.attempts() - group.tasks();
    return group.decided() >= FEW && again >= FEW && 50 * group.recovered() <= group.decided()
        ? Optional.of(
            new TaskSuggestion(
                "stop_retries",
                group.kind(),
                "",
                group.code(),
                List.of(count(again), count(group.decided()), count(group.recovered()))))
        : Optional.empty();
  }

  private Optional<TaskSuggestion> pace(FailureGroup group) {
    boolean full =
        group.code().equals(FaultCode.RATE_LIMITED.code())
            || group.code().equals(FaultCode.CONCURRENCY_TIMEOUT.code());
    long ofKind = tasks.stream().filter(each -> each.kind().equals(group.kind())).count();
    return full && group.attempts() >= ENOUGH && 5 * group.attempts() >= ofKind
        ? Optional.of(
            new TaskSuggestion(
                "fewer_at_once",
                group.kind(),
                "",
                group.code(),
                List.of(count(group.attempts()), count(ofKind), count(workers))))
        : Optional.empty();
  }

  private static Optional<TaskSuggestion> repeated(List<EndedTask> group) {
    var asked = group.stream().filter(each -> !each.requestHash().isEmpty()).toList();
    long again = asked.size() - asked.stream().map(EndedTask::requestHash).distinct().count();
    double cost = group.stream().mapToLong(EndedTask::nanoDollars).average().orElse(0);
    return again >= ENOUGH / 2 && 5 * again >= asked.size()
        ? Optional.of(of("cache", group, count(again), count(asked.size()), dollars(cost * again)))
        : Optional.empty();
  }

  /** Another subject of the kind that succeeds as often and costs less for the same tokens. */
  private Optional<TaskSuggestion> cheaper(TaskFigures of) {
    if (of.tasks() < MANY || of.nanoDollars() == 0 || !of.kind().equals("chat")) {
      return Optional.empty();
    }
    return figures.stream()
        .filter(other -> other.kind().equals(of.kind()) && other.tasks() >= MANY)
        .filter(other -> other.tokens() > 0 && rate(other) <= 0.7 * rate(of))
        .filter(other -> success(other) >= success(of) - 0.02)
        .min(Comparator.comparingDouble(TaskRules::rate))
        .map(
            other ->
                new TaskSuggestion(
                    "cheaper_model",
                    of.kind(),
                    of.subject(),
                    other.subject(),
                    List.of(
                        share(other.succeeded(), other.tasks()),
                        share(of.succeeded(), of.tasks()),
                        dollars(of.nanoDollars() - rate(other) * of.tokens()))));
  }

  /** Nano-dollars of a token. */
  private static double rate(TaskFigures of) {
    return of.tokens() == 0 ? Double.MAX_VALUE : (double) of.nanoDollars() / of.tokens();
  }

  private static double success(TaskFigures of) {
    return (double) of.succeeded() / of.tasks();
  }

  /** The later half of the span against the earlier one. */
  private static Optional<TaskSuggestion> slower(List<EndedTask> group) {
    var latest = group.stream().filter(EndedTask::hasSucceeded).toList();
    if (latest.size() < 2 * ENOUGH) {
      return Optional.empty();
    }
    int half = latest.size() / 2;
    long now = Quantiles.of(latest.subList(0, half), EndedTask::ran).median();
    long before = Quantiles.of(latest.subList(half, latest.size()), EndedTask::ran).median();
    return 2 * now >= 3 * before && now - before >= SECOND / 10
        ? Optional.of(of("slower", group, millis(now), millis(before), count(latest.size())))
        : Optional.empty();
  }

  private Optional<TaskSuggestion> expensive(TaskFigures of) {
    long all = figures.stream().mapToLong(TaskFigures::nanoDollars).sum();
    return figures.size() > 1 && of.nanoDollars() > 0 && 2 * of.nanoDollars() >= all
        ? Optional.of(
            TaskSuggestion.of(
                "expensive",
                of,
                share(of.nanoDollars(), all),
                dollars((double) of.nanoDollars()),
                count(of.tasks())))
        : Optional.empty();
  }

  private Optional<TaskSuggestion> priorities() {
    var urgent = tasks.stream().filter(each -> each.priority() > USUAL_PRIORITY).toList();
    var usual = tasks.stream().filter(each -> each.priority() <= USUAL_PRIORITY).toList();
    if (urgent.size() < ENOUGH) {
      return Optional.empty();
    }
    if (10 * urgent.size() >= 9 * tasks.size()) {
      return Optional.of(
          all("everything_urgent", share(urgent.size(), tasks.size()), count(tasks.size())));
    }
    long waits = Quantiles.of(usual, EndedTask::queued).high();
    return usual.size() >= ENOUGH && waits <= SECOND
        ? Optional.of(all("priority_useless", count(urgent.size()), millis(waits)))
        : Optional.empty();
  }

  /** Tasks that wait for longer than they run. */
  private Optional<TaskSuggestion> queue() {
    var waits = Quantiles.of(tasks, EndedTask::queued);
    var runs = Quantiles.of(tasks, EndedTask::ran);
    if (tasks.size() < ENOUGH || waits.median() < SECOND || waits.median() < runs.median()) {
      return Optional.empty();
    }
    return Optional.of(
        all("more_workers", millis(waits.median()), millis(runs.median()), count(workers)));
  }

  private static TaskSuggestion all(String word, TaskSuggestion.SuggestionFigure... figures) {
    return new TaskSuggestion(word, "", "", "", List.of(figures));
  }
}
