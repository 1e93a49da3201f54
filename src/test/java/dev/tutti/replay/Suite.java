package dev.tutti.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import tools.jackson.databind.JsonNode;

/** Plays all cases, several at once. */
final class Suite {
  private static final int AT_ONCE = 24;

  private final Plan plan;
  private final Exceptions exceptions;
  private final Judge judge;
  private final IntConsumer progress;

  /**
   * @param progress is told how many cases have been played, from many threads
   */
  Suite(Plan plan, Exceptions exceptions, Judge judge, IntConsumer progress) {
    this.plan = plan;
    this.exceptions = exceptions;
    this.judge = judge;
    this.progress = progress;
  }

  /** Starts an upstream that serves what is planned. */
  static RecordedUpstream upstream(Plan plan) throws IOException {
    return RecordedUpstream.start(number -> plan.find(number).map(Suite::script));
  }

  /** Plays every case; results come in the order of the plan. */
  List<Result> play(RecordedUpstream upstream, Gateway gateway) throws InterruptedException {
    var results = new Result[plan.cases().size()];
    var permits = new Semaphore(AT_ONCE);
    var played = new AtomicInteger();
    var caller = new Caller(gateway.address());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : plan.cases()) {
        permits.acquire();
        threads.execute(
            () -> {
              try {
                results[one.number()] = play(one, upstream, gateway, caller);
              } finally {
                permits.release();
                progress.accept(played.incrementAndGet());
              }
            });
      }
    }
    return Arrays.stream(results).map(Objects::requireNonNull).toList();
  }

  private Result play(Case one, RecordedUpstream upstream, Gateway gateway, Caller caller) {
    var problems = new ArrayList<Problem>();
    try {
      var question = Question.of(one);
      var received = caller.ask(one.route().endpoint(), question.toString());
      problems.addAll(judge.judge(one, received));
      if (gateway.tutti()) {
        problems.addAll(asked(one, question, upstream.seen(one.number())));
      } else {
        problems.removeIf(problem -> !Comparison.KINDS.contains(problem.kind().split("\\.", 2)[0]));
      }
    } catch (IOException e) {
      problems.add(new Problem("connection", String.valueOf(e)));
    }
    return waive(one, problems);
  }

  private Result waive(Case one, List<Problem> problems) {
    var entries = exceptions.of(one.recording());
    var waived =
        entries.stream().filter(entry -> problems.stream().anyMatch(entry::passes)).toList();
    var left =
        problems.stream()
            .filter(problem -> entries.stream().noneMatch(entry -> entry.passes(problem)))
            .toList();
    return new Result(one, left, waived);
  }

  /** The upstream must have been asked once for an answer, at the right place. */
  private static List<Problem> asked(Case one, JsonNode question, List<WireRequest> requests) {
    boolean once = requests.size() == 1 || !(one.goal() instanceof Goal.Answers);
    if (requests.isEmpty() || !once) {
      return List.of(Problem.differs("upstream", "one request", requests.size() + " requests"));
    }
    var end = one.route().dialect().pathEnd(one.route().endpoint(), one.route().stream());
    var path = requests.getFirst().path();
    if (!path.endsWith(end)) {
      return List.of(Problem.differs("upstream.path", "…" + end, path));
    }
    if (one.route().endpoint() == ReplayEndpoint.MESSAGES) {
      var problems = MessagesSurvival.request(one, question, requests.getFirst());
      return problems.isEmpty() ? history(one, requests.getFirst()) : problems;
    }
    var problems =
        Survival.comparable(one)
            ? Survival.request(question, requests.getFirst())
            : List.<Problem>of();
    boolean told = problems.isEmpty() && one.route().endpoint().relays();
    return told ? history(one, requests.getFirst()) : problems;
  }

  /** What an upstream would refuse of earlier answers. */
  private static List<Problem> history(Case one, WireRequest arrived) {
    var problems = CallIdForm.problems(one, arrived);
    return problems.isEmpty() ? ReasoningForm.problems(one, arrived) : problems;
  }

  private static Script script(Case one) {
    return new Script(
        one.recording().response(),
        one.delivery(),
        one.route().stream() && one.recording().response().status() == 200);
  }

  /**
   * What came of a case.
   *
   * @param problems none when it passed
   * @param waived the listed exceptions that were needed for that
   */
  record Result(Case one, List<Problem> problems, List<Exceptions.Entry> waived) {
    boolean passed() {
      return problems.isEmpty();
    }
  }
}
