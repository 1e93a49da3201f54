package dev.tutti.report.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Run of a schedule at the time that was last due.
 *
 * @param tries how often it was delivered in vain
 * @param next when it is tried
 * @param last what the last try met with, empty before it
 */
public record ScheduleRun(
    String name, Instant due, State state, int tries, Instant next, String last) {
  private static final int TRIES = 5;
  private static final int FACTOR = 5;

  /** State of a run. */
  public enum State {
    /** It waits for its turn, or for another try. */
    WAITING,
    /** It is delivered. */
    DELIVERED,
    /** Every try has failed. */
    FAILED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The name that users see. */
    public String word() {
      return word;
    }
  }

  static ScheduleRun waiting(String name, Instant due) {
    return new ScheduleRun(name, due, State.WAITING, 0, due, "");
  }

  /** Id of its message, the same for each try. */
  String id() {
    return "report_" + name + "_" + due.getEpochSecond();
  }

  boolean isDue(Instant now) {
    return state == State.WAITING && !next.isAfter(now);
  }

  /** A run of the past, before the schedule was known. */
  ScheduleRun passed() {
    return new ScheduleRun(name, due, State.DELIVERED, 0, due, "before the schedule was known");
  }

  ScheduleRun delivered(String met) {
    return new ScheduleRun(name, due, State.DELIVERED, tries + 1, next, met);
  }

  /** Tried again after 1, 5, 25 and 125 minutes. */
  ScheduleRun failed(Instant now, String met) {
    var wait = Duration.ofMinutes((long) Math.pow(FACTOR, tries));
    var then = tries + 1 >= TRIES ? State.FAILED : State.WAITING;
    return new ScheduleRun(name, due, then, tries + 1, now.plus(wait), met);
  }
}
