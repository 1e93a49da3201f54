package dev.tutti.alert.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * State of one group of a rule. Immutable.
 *
 * @param since when the phase began
 * @param began when the alert fired; where there is none, when the last phase without one began
 * @param seen when something was measured last
 * @param mark how far a budget was told
 * @param flips when an alert has fired or ended within the last hour, the latest last
 */
public record RuleState(
    Phase phase, Instant since, Instant began, Instant seen, Mark mark, List<Instant> flips) {
  /** More changes in an hour than this are flapping. */
  static final int MOST_FLIPS = 6;

  private static final Duration HOUR = Duration.ofHours(1);

  /** Keeps a copy. */
  public RuleState {
    flips = List.copyOf(flips);
  }

  /**
   * Mark of a budget.
   *
   * @param period that it stands for; empty before there was any
   * @param most the budget then
   * @param level how many steps were told
   */
  public record Mark(String period, double most, int level) {
    /** No step of no budget. */
    public static final Mark NONE = new Mark("", 0, 0);
  }

  /** State of a group that nothing is known of. */
  public static RuleState first(Instant now) {
    return new RuleState(Phase.OK, now, now, now, Mark.NONE, List.of());
  }

  /** Whether an alert has fired and ended so often in the last hour that nobody believes it. */
  public boolean isFlapping(Instant now) {
    return recent(now).count() > MOST_FLIPS;
  }

  private Stream<Instant> recent(Instant now) {
    return flips.stream().filter(each -> each.isAfter(now.minus(HOUR)));
  }

  /** The same in another phase. */
  RuleState moved(Phase to, Instant now) {
    return new RuleState(to, now, to.isAlert() && phase.isAlert() ? began : now, seen, mark, flips);
  }

  /** The same with one flip more. */
  RuleState flipped(Instant now) {
    var more = Stream.concat(recent(now), Stream.of(now)).toList();
    return new RuleState(phase, since, began, seen, mark, more);
  }

  /** The same with another mark. */
  RuleState marked(Mark now) {
    return new RuleState(phase, since, began, seen, now, flips);
  }

  /** The same, and something was measured. */
  RuleState seenAt(Instant now) {
    return new RuleState(phase, since, began, now, mark, flips);
  }
}
