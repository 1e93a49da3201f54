package dev.tutti.replay;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was there to compare: a suite that compares nothing always passes. Thread-safe. */
final class Tally {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void compared(Truth.Spoken truth) {
    truth.usage().ifPresent(tokens -> count("usage", !tokens.input().isEmpty()));
    truth.usage().ifPresent(t -> count("cached tokens", t.cached().stream().anyMatch(n -> n > 0)));
    truth
        .usage()
        .ifPresent(t -> count("reasoning tokens", t.reasoning().stream().anyMatch(n -> n > 0)));
    for (var choice : truth.choices()) {
      count("text", !choice.text().isEmpty());
      count("reasoning", !choice.reasoning().isEmpty());
      count("tool calls", !choice.calls().isEmpty() || choice.legacy().isPresent());
      count("finish reason", !choice.finish().isEmpty());
    }
  }

  void compared(Truth.Vectors truth) {
    count("embeddings", truth.count() > 0);
  }

  void failed() {
    count("errors", true);
  }

  void broken() {
    count("truncated streams", true);
  }

  Map<String, Long> counts() {
    var sorted = new TreeMap<String, Long>();
    counts.forEach((what, count) -> sorted.put(what, count.sum()));
    return sorted;
  }

  private void count(String what, boolean present) {
    if (present) {
      counts.computeIfAbsent(what, _ -> new LongAdder()).increment();
    }
  }
}
