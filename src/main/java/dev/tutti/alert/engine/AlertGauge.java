package dev.tutti.alert.engine;

import dev.tutti.report.MeasureUnit;
import java.util.List;
import java.util.Locale;

/** Value of the server at this moment that rules may watch. It has groups of its own. */
public enum AlertGauge {
  /** 1 for each deployment whose breaker keeps calls away, else 0. */
  BREAKER_OPEN(MeasureUnit.COUNT, "deployment", "provider"),
  /** Share of a provider's deployments that cannot be asked: unhealthy, or with an open breaker. */
  PROVIDER_DOWN(MeasureUnit.SHARE, "provider"),
  /** Share of a budget that is spent in its period. */
  BUDGET_USED(MeasureUnit.SHARE, "account"),
  /** Share of a budget that is expected to be spent at the end of its period. */
  BUDGET_FORECAST(MeasureUnit.SHARE, "account"),
  /** Share of the disk with the data folder that is used. */
  DISK_USED(MeasureUnit.SHARE),
  /** Share of the heap that is used. */
  HEAP_USED(MeasureUnit.SHARE),
  /** Share of the file descriptors that are used. */
  OPEN_FILES(MeasureUnit.SHARE),
  /** The longest time in the last minute for which an event loop let a task wait. */
  LOOP_LAG(MeasureUnit.MILLISECONDS),
  /** Records of the ledger that were lost in the last ten minutes. */
  LEDGER_DROPPED(MeasureUnit.COUNT),
  /** Records of the ledger that wait to be written. */
  LEDGER_WAITING(MeasureUnit.COUNT),
  /** Works that wait for the database. */
  STORE_WAITING(MeasureUnit.COUNT),
  /** Durable tasks that wait for their time or their turn. */
  TASKS_WAITING(MeasureUnit.COUNT),
  /** Time for which the oldest of the durable tasks has waited that may run. */
  TASKS_OLDEST(MeasureUnit.MILLISECONDS),
  /** Share of a limit of a provider or a model that is used. */
  LIMIT_USED(MeasureUnit.SHARE, "kind", "subject");

  private final String word = name().toLowerCase(Locale.ROOT);
  private final MeasureUnit unit;
  private final String labels;

  AlertGauge(MeasureUnit unit, String... labels) {
    this.unit = unit;
    this.labels = String.join(" ", labels);
  }

  /** The name that users see. */
  public String word() {
    return word;
  }

  MeasureUnit unit() {
    return unit;
  }

  List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(" "));
  }
}
