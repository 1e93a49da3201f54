package dev.tutti.application.analysis;

import dev.tutti.chat.Json;
import dev.tutti.document.verify.ClaimVerdict;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Count of the checks that were made, by their outcome. For one thread. */
final class AnalysisChecks {
  private final Map<String, Integer> citations = new TreeMap<>();
  private final Map<String, Integer> metrics = new TreeMap<>();
  private int strays;
  private int repaired;

  void citation(ClaimVerdict verdict) {
    count(citations, match(verdict), 1);
  }

  void metric(ClaimVerdict verdict) {
    citation(verdict);
    count(metrics, outcome(verdict), 1);
  }

  private static void count(Map<String, Integer> counts, String name, int more) {
    counts.merge(name, more, Integer::sum);
  }

  private static String match(ClaimVerdict verdict) {
    var at = verdict.citation();
    return at == null ? "rejected" : at.match();
  }

  private static String outcome(ClaimVerdict verdict) {
    return switch (verdict.verdict()) {
      case "verified" -> "recomputed";
      case "mismatch" -> "mismatch";
      default -> "unverified";
    };
  }

  /** Counts what a model has said. */
  void add(ItemReading reading) {
    add(reading, 1);
    if (!reading.type().equals("metric") && reading.verdict().verdict().equals("mismatch")) {
      strays++;
    }
  }

  private void add(ItemReading reading, int more) {
    count(citations, match(reading.verdict()), more);
    if (reading.type().equals("metric")) {
      count(metrics, outcome(reading.verdict()), more);
    }
  }

  /** Counts an item that was put right in place of what it was. */
  void repaired(ItemReading before, ItemReading now) {
    add(before, -1);
    add(now, 1);
    repaired++;
  }

  void stray(int count) {
    strays += count;
  }

  /**
   * {@code {citations, metrics, repaired, stray_numbers, coverage}}.
   *
   * @param coverage share of the pages that have text
   */
  ObjectNode json(double coverage) {
    var json = Json.object();
    var quotes = json.putObject("citations");
    for (var match : new String[] {"exact", "normalized", "fuzzy", "rejected"}) {
      quotes.put(match, citations.getOrDefault(match, 0));
    }
    var numbers = json.putObject("metrics");
    for (var outcome : new String[] {"recomputed", "mismatch", "unverified"}) {
      numbers.put(outcome, metrics.getOrDefault(outcome, 0));
    }
    json.put("repaired", repaired);
    return json.put("stray_numbers", strays).put("coverage", coverage);
  }
}
