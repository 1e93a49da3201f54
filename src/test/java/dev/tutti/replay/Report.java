package dev.tutti.replay;

import dev.tutti.chat.FaultCode;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells what came of the suite. */
record Report(Plan plan, Exceptions exceptions, List<Suite.Result> results, Tally tally) {

  /** Passed and all cases of a provider. */
  record Score(int passed, int total) {
    Score plus(boolean pass) {
      return new Score(passed + (pass ? 1 : 0), total + 1);
    }

    @Override
    public String toString() {
      return passed + "/" + total;
    }
  }

  long failed() {
    return results.stream().filter(result -> !result.passed()).count();
  }

  /** Cases by provider. */
  Map<String, Score> cases() {
    var scores = new TreeMap<String, Score>();
    for (var result : results) {
      scores.merge(
          result.one().recording().name().folder(),
          new Score(0, 0).plus(result.passed()),
          (score, _) -> score.plus(result.passed()));
    }
    return scores;
  }

  /** Recordings by provider: one passes when all its cases do. */
  Map<String, Score> recordings() {
    var byRecording =
        results.stream()
            .collect(
                Collectors.toMap(
                    result -> result.one().recording().name(),
                    Suite.Result::passed,
                    Boolean::logicalAnd));
    var scores = new TreeMap<String, Score>();
    byRecording.forEach(
        (name, passed) ->
            scores.merge(
                name.folder(), new Score(0, 0).plus(passed), (score, _) -> score.plus(passed)));
    return scores;
  }

  /** How many failures have each kind of problem. */
  Map<String, Long> kinds() {
    return results.stream()
        .flatMap(result -> result.problems().stream().map(Problem::kind).distinct())
        .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
  }

  void print(PrintStream out, int failures) {
    table(out);
    mapping(out);
    out.println("compared: " + words(tally.counts()));
    out.println("schema relaxed where OpenAI's own traffic breaks it:");
    Relaxations.inWords().forEach(line -> out.println("  " + line));
    notPlayed(out);
    failures(out, failures);
    out.println((results.size() - failed()) + " passed, " + failed() + " failed");
  }

  private void table(PrintStream out) {
    var recordings = recordings();
    out.printf("%-20s %13s %13s%n", "provider", "passed/total", "recordings");
    cases()
        .forEach(
            (provider, score) ->
                out.printf("%-20s %13s %13s%n", provider, score, recordings.get(provider)));
  }

  private static void mapping(PrintStream out) {
    out.println("errors, in Tutti's words:");
    for (var meaning : FaultWords.TABLE) {
      var codes = meaning.codes().stream().map(FaultCode::code).collect(Collectors.joining(" or "));
      var why = meaning.why().isEmpty() ? "" : " (" + meaning.why() + ")";
      out.println("  " + meaning.category() + " -> " + codes + why);
    }
  }

  private void notPlayed(PrintStream out) {
    out.println("served in events instead of one JSON array: " + plan.reframed().size());
    out.println("not played, out of scope of this version: " + words(plan.outOfScope()));
    out.println("not played, by the list of exceptions: " + plan.excluded().size());
    plan.excluded().forEach((id, reason) -> out.println("  " + id + ": " + reason));
    var waived =
        results.stream()
            .flatMap(result -> result.waived().stream())
            .collect(Collectors.groupingBy(entry -> entry, Collectors.counting()));
    out.println("checks passed over, by the list of exceptions: " + waived.size());
    waived.forEach(
        (entry, count) ->
            out.println(
                "  " + entry.id() + " " + entry.checks() + " " + count + "x: " + entry.reason()));
    exceptions.entries().stream()
        .filter(entry -> !entry.checks().isEmpty() && !waived.containsKey(entry))
        .filter(entry -> plan.cases().stream().anyMatch(one -> entry.covers(one.recording())))
        .forEach(entry -> out.println("  not needed: " + entry.id() + " " + entry.checks()));
  }

  private void failures(PrintStream out, int most) {
    if (failed() == 0) {
      return;
    }
    out.println("failures by kind: " + words(kinds()));
    out.println("the first " + Math.min(most, failed()) + " of " + failed() + " failures:");
    results.stream()
        .filter(result -> !result.passed())
        .limit(most)
        .forEach(
            result -> {
              out.println("  " + result.one().label());
              result.problems().stream()
                  .limit(5)
                  .forEach(p -> out.println("    " + p.kind() + ": " + p.detail()));
            });
  }

  private static String words(Map<String, ? extends Number> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
