package dev.tutti.routing.structured;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.SchemaMode;
import dev.tutti.output.OutputForms;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * The forms of structured answers, and how often each way to ask for them has led to what. It
 * outlives a reload. Thread-safe.
 */
public final class StructuredOutput {
  private final OutputForms forms = new OutputForms();

  /** Former name of the tag {@code mode}; still written, for dashboards, for one release. */
  private static final String OLD_TAG = "rung";

  private final MeterRegistry registry;

  /** Counts into a registry. */
  public StructuredOutput(MeterRegistry registry) {
    this.registry = registry;
    for (var mode : SchemaMode.values()) {
      for (var result : Result.values()) {
        counter(mode, result).increment(0);
      }
    }
  }

  /** Results of holding answers to their form. */
  enum Result {
    /** It was valid as it was. */
    VALID,
    /** It was valid after a repair. */
    REPAIRED,
    /** The second one was valid, perhaps after a repair. */
    REASKED,
    /** It was not valid. */
    INVALID
  }

  OutputForms forms() {
    return forms;
  }

  /** Counts what became of the latest answer of a call, if it was asked for with a schema. */
  void count(Call call, Result result) {
    if (!call.attempts().isEmpty()) {
      Attempt latest = call.attempts().getLast();
      latest.mode().ifPresent(mode -> counter(mode, result).increment());
    }
  }

  private Counter counter(SchemaMode mode, Result result) {
    var word = result.name().toLowerCase(Locale.ROOT);
    return registry.counter(
        "tutti.structured", "mode", mode.word(), "result", word, OLD_TAG, mode.word());
  }
}
