package dev.tutti.crash;

import dev.tutti.chat.Json;
import dev.tutti.testing.TestingAdmin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** What has become of every task, when all is over. */
final class CrashOutcome {
  private static final Set<String> ENDS =
      Set.of("succeeded", "failed", "timed_out", "cancelled", "dead");
  private static final long PATIENCE_SECONDS = 180;
  private static final long MOMENT_NANOS = 500_000_000;

  /** Time within which a step is on disk once a server has its result. */
  private static final long WRITE_NANOS = 500_000_000;

  private final CountingUpstream upstream;
  private final Feeder feeder;
  private final CrashTrace trace;
  private final String url;
  private final List<String> problems = new ArrayList<>();
  private int unwritten;
  private long longestUnwritten;
  private final List<Long> inHand = new ArrayList<>();

  CrashOutcome(CrashRun run, String url) {
    this.upstream = run.upstream();
    this.feeder = run.feeder();
    this.trace = run.trace();
    this.url = url;
  }

  /**
   * Figures of a run.
   *
   * @param repeated rungs that were asked again after the next one was
   * @param late rungs that were asked again although answered 500 ms before the kill
   * @param unwritten rungs that were asked again although the server had had their result for 500
   *     ms
   * @param longestUnwritten milliseconds that a server has had a result which was not on disk
   * @param handP99 milliseconds from an answer to the server's having it, for 99 of 100
   * @param handMost the same for all
   */
  record Figures(
      int acknowledged,
      int lost,
      int unexpected,
      int severalEnds,
      int repeated,
      int late,
      int unwritten,
      long longestUnwritten,
      long handP99,
      long handMost,
      long calls,
      long duplicates,
      long allowed,
      List<String> problems) {
    /**
     * Whether it went as it must.
     *
     * @param writes whether writes succeed, so that steps are on disk in time
     */
    boolean held(boolean writes) {
      return acknowledged > 0
          && lost == 0
          && unexpected == 0
          && severalEnds == 0
          && repeated == 0
          && (unwritten == 0 || !writes)
          && duplicates <= allowed;
    }
  }

  Figures look() throws InterruptedException {
    try (var admin = new TestingAdmin(url, "")) {
      awaitEnds(admin);
      int lost = 0;
      int ends = 0;
      for (var each : feeder.acknowledged().entrySet()) {
        var report = admin.ask("GET", "/v1/tasks/" + each.getValue() + "/report", "").json();
        lost += isLost(report) ? 1 : 0;
        ends += endsOnce(report) ? 0 : 1;
      }
      int repeated = 0;
      int late = 0;
      for (var key : feeder.tried()) {
        repeated += repeated(key);
        late += late(key);
        measure(key);
        measureHands(key);
      }
      return new Figures(
          feeder.acknowledged().size(),
          lost,
          unexpected(admin),
          ends,
          repeated,
          late,
          unwritten,
          longestUnwritten / 1_000_000,
          handMillis(0.99),
          handMillis(1),
          upstream.count(),
          upstream.duplicates(),
          (long) ServerLauncher.WORKERS * feeder.kills().size(),
          problems);
    }
  }

  private boolean isLost(JsonNode report) {
    boolean lost = !report.path("status").asString("").equals("succeeded");
    if (lost) {
      problems.add("lost: " + report);
    }
    return lost;
  }

  private boolean endsOnce(JsonNode report) {
    long terminal =
        report
            .path("history")
            .valueStream()
            .filter(event -> ENDS.contains(event.path("type").asString()))
            .count();
    if (terminal != 1) {
      problems.add(terminal + " ends: " + report);
    }
    return terminal == 1;
  }

  private void awaitEnds(TestingAdmin admin) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      int open = 0;
      for (var state : List.of("pending", "running", "retrying")) {
        open +=
            admin.ask("GET", "/v1/tasks?limit=1&status=" + state, "").json().path("data").size();
      }
      if (open == 0) {
        return;
      }
      var _ = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
    }
    problems.add("tasks are still open after " + PATIENCE_SECONDS + " s");
  }

  /** Tasks that nobody has submitted, or twice. */
  private int unexpected(TestingAdmin admin) {
    var seen = new HashSet<String>();
    int wrong = 0;
    var after = "";
    while (true) {
      var page =
          admin
              .ask("GET", "/v1/tasks?limit=1000" + (after.isEmpty() ? "" : "&after=" + after), "")
              .json();
      for (var task : page.path("data")) {
        after = task.path("task_id").asString();
        var key = task.path("idempotency_key").asString("");
        if (!feeder.tried().contains(key) || !seen.add(key)) {
          wrong++;
          problems.add("unexpected: " + Json.text(task));
        }
      }
      if (!page.path("has_more").asBoolean(false)) {
        return wrong;
      }
    }
  }

  /** Rungs that were asked after the one above them was. */
  private int repeated(String key) {
    int repeated = 0;
    for (int rung = 1; rung < feeder.rungs(); rung++) {
      var next = upstream.visits(key, rung + 1).stream().findFirst();
      for (var visit : upstream.visits(key, rung)) {
        if (next.isPresent() && CountingUpstream.Visit.SENT.compare(visit, next.get()) > 0) {
          repeated++;
          problems.add("repeated: " + key + "/" + rung);
        }
      }
    }
    return repeated;
  }

  /** Rungs that were asked again although their answer was older than a moment at the kill. */
  private int late(String key) {
    int late = 0;
    for (int rung = 1; rung <= feeder.rungs(); rung++) {
      var visits = upstream.visits(key, rung);
      for (int i = 1; i < visits.size(); i++) {
        var before = visits.get(i - 1);
        var again = visits.get(i);
        boolean excused =
            feeder.kills().stream().anyMatch(kill -> kill.excuses(before, again, MOMENT_NANOS));
        if (!excused) {
          late++;
          problems.add("late: " + key + "/" + rung + " " + visits);
        }
      }
    }
    return late;
  }

  /** Time for which servers have had results of rungs that were asked again, to the kill. */
  private void measure(String key) {
    var task = feeder.acknowledged().getOrDefault(key, "");
    for (int rung = 1; rung <= feeder.rungs(); rung++) {
      var visits = upstream.visits(key, rung);
      var place = key + "/" + rung;
      for (var before : visits.subList(0, Math.max(0, visits.size() - 1))) {
        feeder.kills().stream()
            .filter(kill -> kill.life() == before.life())
            .findFirst()
            .ifPresent(
                kill ->
                    trace
                        .handed(task, before.came(), kill.end())
                        .ifPresent(at -> note(place, kill.begin() - at)));
      }
    }
  }

  /** Time from the answers of rungs to the moment at which a server had them in its hands. */
  private void measureHands(String key) {
    var task = feeder.acknowledged().getOrDefault(key, "");
    for (int rung = 1; rung <= feeder.rungs(); rung++) {
      for (var visit : upstream.visits(key, rung)) {
        long end =
            feeder.kills().stream()
                .filter(kill -> kill.life() == visit.life())
                .mapToLong(Feeder.ServerEnd::end)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        trace
            .handed(task, visit.came(), end)
            .ifPresent(at -> inHand.add(Math.max(0, at - visit.answered())));
      }
    }
  }

  /** Milliseconds that such a share of all answers took at most until a server had them. */
  private long handMillis(double share) {
    var sorted = inHand.stream().sorted().toList();
    return sorted.isEmpty()
        ? 0
        : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share)) / 1_000_000;
  }

  private void note(String place, long nanos) {
    longestUnwritten = Math.max(longestUnwritten, nanos);
    if (nanos > WRITE_NANOS) {
      unwritten++;
      problems.add("not on disk for %d ms: %s".formatted(nanos / 1_000_000, place));
    }
  }
}
