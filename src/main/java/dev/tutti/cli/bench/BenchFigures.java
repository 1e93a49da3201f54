package dev.tutti.cli.bench;

import dev.tutti.chat.Json;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Figures that a bench measures. Thread-safe; each {@link Sample} belongs to one thread. */
final class BenchFigures {
  private static final int KINDS_OF_FAILURE = 20;

  private final Queue<Long> latencies = new ConcurrentLinkedQueue<>();
  private final Queue<Long> firstTokens = new ConcurrentLinkedQueue<>();
  private final LongAdder tokens = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final ConcurrentHashMap<String, LongAdder> failures = new ConcurrentHashMap<>();

  Sample begin() {
    return new Sample(System.nanoTime());
  }

  void fail(String why) {
    failed.increment();
    var kind = failures.size() < KINDS_OF_FAILURE ? why : "other";
    failures.computeIfAbsent(kind, _ -> new LongAdder()).increment();
  }

  long failed() {
    return failed.sum();
  }

  /** Time that all chats took that succeeded, one after the other, in nanoseconds. */
  long busy() {
    return latencies.stream().mapToLong(Long::longValue).sum();
  }

  Map<String, Long> failures() {
    var counts = new TreeMap<String, Long>();
    failures.forEach((why, count) -> counts.put(why, count.sum()));
    return counts;
  }

  /** The figures of a run that took so long; milliseconds unless a name says otherwise. */
  ObjectNode report(long nanos) {
    double seconds = Math.max(1, nanos) / 1e9;
    var report = Json.object();
    report.put("succeeded", latencies.size());
    report.put("failed", failed.sum());
    report.put("requests_per_second", rounded(latencies.size() / seconds));
    report.put("tokens_per_second", rounded(tokens.sum() / seconds));
    percentiles(report, "latency_ms", latencies);
    if (!firstTokens.isEmpty()) {
      percentiles(report, "first_token_ms", firstTokens);
    }
    return report;
  }

  private static void percentiles(ObjectNode report, String name, Queue<Long> samples) {
    var sorted = samples.stream().sorted().toList();
    for (int percent : new int[] {50, 95, 99}) {
      report.put(name + "_p" + percent, rounded(at(sorted, percent) / 1e6));
    }
  }

  /** The nearest-rank percentile. */
  private static long at(List<Long> sorted, int percent) {
    if (sorted.isEmpty()) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  /** One chat that is being measured. */
  final class Sample {
    private final long began;
    private @Nullable Long first;

    private Sample(long began) {
      this.began = began;
    }

    void chunk(JsonNode json) {
      boolean says =
          !json.path("choices").path(0).path("delta").path("content").asString("").isEmpty();
      if (says && first == null) {
        first = System.nanoTime() - began;
      }
      tokens.add(json.path("usage").path("completion_tokens").asLong(0));
    }

    void end() {
      latencies.add(System.nanoTime() - began);
      if (first != null) {
        firstTokens.add(first);
      }
    }
  }
}
