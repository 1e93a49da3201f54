package dev.tutti.report;

import java.util.EnumSet;
import java.util.Set;

/**
 * Everything that is known of some calls and attempts. Immutable.
 *
 * @param subjects which of calls and attempts are in; figures of the others are zero
 * @param spend tokens and money of the attempts where these are in, else of the calls
 * @param incomplete whether the span has not ended, or rows of it are not kept any more
 */
public record Figures(
    Set<FigureSubject> subjects,
    CallFigures calls,
    AttemptFigures attempts,
    Spend spend,
    boolean incomplete) {

  /** Copies the subjects. */
  public Figures {
    subjects = Set.copyOf(subjects);
  }

  /** Figures of nothing. */
  public static Figures none(Set<FigureSubject> subjects) {
    return new Figures(subjects, CallFigures.NONE, AttemptFigures.NONE, Spend.NOTHING, false);
  }

  /** Both together, about what both are about. */
  public Figures plus(Figures other) {
    var both = EnumSet.noneOf(FigureSubject.class);
    both.addAll(subjects);
    both.retainAll(other.subjects);
    return new Figures(
        both,
        calls.plus(other.calls),
        attempts.plus(other.attempts),
        spend.plus(other.spend),
        incomplete || other.incomplete);
  }

  /** How many calls or attempts tokens and money are of. */
  long spenders() {
    return subjects.contains(FigureSubject.ATTEMPT) ? attempts.count() : calls.count();
  }
}
