package dev.tutti.report.document;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cell of a table, position of a chart, or argument of a sentence. */
public sealed interface Cell {
  /** Word of ours, which is translated: {@code label.KEY} is its text. */
  record Label(String key) implements Cell {}

  /** Words of ours. */
  record Labels(List<String> keys) implements Cell {
    /** Keeps a copy. */
    public Labels {
      keys = List.copyOf(keys);
    }
  }

  /** Text of others, such as the name of a model; it is never translated, and not to be trusted. */
  record Text(String text) implements Cell {}

  /** Point in time, shown in the zone of the report. */
  record Moment(Instant at) implements Cell {}

  /** Day or other plain number without a unit. */
  record Exact(BigDecimal number) implements Cell {
    /** A whole number. */
    public Exact(long number) {
      this(BigDecimal.valueOf(number));
    }
  }

  /** ComparedFigure. */
  record Amount(ComparedFigure figure) implements Cell {}

  /** Nothing. */
  record None() implements Cell {}

  /** A number, or nothing. */
  static Cell number(@Nullable BigDecimal number) {
    return number == null ? new None() : new Exact(number);
  }
}
