package dev.tutti.alert.rule;

import java.time.Instant;
import java.util.Locale;

/**
 * Change of the state of one group of a rule.
 *
 * @param value that was measured; not a number where nothing was
 */
public record StateChange(Instant at, Phase from, Phase to, Kind kind, double value) {

  /** Kind of change. */
  public enum Kind {
    /** An alert has begun. */
    FIRED,
    /** An alert has become worse: the next step of a budget. */
    RAISED,
    /** An alert has ended. */
    RESOLVED,
    /** Another phase, of which nobody is told. */
    MOVED;

    /** The word that users see. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
