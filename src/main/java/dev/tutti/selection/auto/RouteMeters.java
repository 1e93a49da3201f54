package dev.tutti.selection.auto;

import dev.tutti.selection.decision.RouteDecision;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Meters of decisions by model, basis, task type and rule; all of these are words of the
 * configuration or of Tutti's own. Beyond 2,000 series they are not counted. Thread-safe.
 */
public final class RouteMeters {
  private static final int MOST = 2_000;

  private final MeterRegistry registry;
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

  /** Measures into a registry. */
  public RouteMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  private record Series(String model, String basis, String task, String rule) {}

  /** Counts a decision. */
  void count(RouteDecision decision, String asked) {
    var series =
        new Series(
            asked,
            decision.basis().word(),
            decision.analysis().taskType().label(),
            decision.rule());
    var known = counters.get(series);
    if (known == null && counters.size() < MOST) {
      known = counters.computeIfAbsent(series, this::counter);
    }
    if (known != null) {
      known.increment();
    }
  }

  private Counter counter(Series series) {
    return Counter.builder("tutti.routes")
        .description("Decisions of the model auto")
        .tag("model", series.model)
        .tag("basis", series.basis)
        .tag("task_type", series.task)
        .tag("rule", series.rule)
        .register(registry);
  }
}
