package dev.tutti.replay;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The report for machines. */
final class JsonReport {
  private JsonReport() {}

  static ObjectNode of(Report report) {
    var json = Corpus.JSON.createObjectNode();
    json.put("passed", report.results().size() - report.failed()).put("failed", report.failed());
    scores(json.putObject("providers"), report.cases());
    scores(json.putObject("recordings"), report.recordings());
    json.set("compared", Corpus.JSON.valueToTree(report.tally().counts()));
    json.set("out_of_scope", Corpus.JSON.valueToTree(report.plan().outOfScope()));
    json.set("excluded", Corpus.JSON.valueToTree(report.plan().excluded()));
    json.set("failures_by_kind", Corpus.JSON.valueToTree(report.kinds()));
    failures(json, report);
    return json;
  }

  private static void scores(ObjectNode json, Map<String, Report.Score> scores) {
    scores.forEach(
        (name, score) ->
            json.putObject(name).put("passed", score.passed()).put("total", score.total()));
  }

  private static void failures(ObjectNode json, Report report) {
    var failures = json.putArray("failures");
    for (var result : report.results()) {
      if (!result.passed()) {
        var failure = failures.addObject();
        failure
            .put("provider", result.one().recording().name().folder())
            .put("id", result.one().recording().id())
            .put("delivery", result.one().delivery().label());
        var problems = failure.putArray("problems");
        result
            .problems()
            .forEach(p -> problems.addObject().put("kind", p.kind()).put("detail", p.detail()));
      }
    }
  }
}
