package dev.tutti.report;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Value of a measure.
 *
 * @param value in the measure's unit, exact for counts and money; null where there is none
 * @param n how many calls or attempts it is made of
 * @param flags reservations about it
 */
public record Figure(@Nullable BigDecimal value, long n, Set<FigureFlag> flags) {
  /** Copies the flags. */
  public Figure {
    flags = Set.copyOf(flags);
  }
}
