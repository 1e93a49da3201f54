package dev.tutti.task.line;

import dev.tutti.task.api.TaskSpendingLimits.TaskAmount;
import dev.tutti.task.line.LineEntry.EntryWork;

/** Forecast of what a task takes that is about to begin. Thread-safe. */
public interface WorkForecast {
  /** Amount that it may take: rather too much than too little. */
  TaskAmount need(EntryWork work);

  /** Number of processors that it keeps busy, on average; one where nothing is known of it. */
  double processors(EntryWork work);
}
