package dev.tutti.resilience.breaker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a breaker and its rest should do, as simply as it can be said: lists are counted, and every
 * time is a time of day. It shares no code with what it is the measure of.
 */
final class BreakerModel {
  static final Duration OPEN = Duration.ofSeconds(60);
  static final Duration LONGEST_REST = Duration.ofMinutes(10);
  static final int IN_A_ROW = 5;
  static final int WINDOW = 20;

  private final List<Boolean> failures = new ArrayList<>();
  private String state = "closed";
  private int period;
  private boolean probing;
  private Duration openUntil = Duration.ZERO;
  private Duration restUntil = Duration.ZERO;
  private Duration silentUntil = Duration.ZERO;

  /** How an attempt ended, with the delay that was stated, if one was. */
  sealed interface End {
    /** It was answered. */
    record Success() implements End {}

    /** A failure that counts; a delay makes the time that the breaker stays open longer. */
    record Failure(Duration delay) implements End {}

    /** The caller's own mistake, or the caller left. */
    record Callers() implements End {}

    /** The upstream has no room now, and stated for how long. */
    record Limited(Duration delay) implements End {}

    /** The upstream has no room now, and did not say for how long. */
    record LimitedSomehow() implements End {}

    /** The upstream's quota is spent; it did not say for how long. */
    record QuotaSpent() implements End {}
  }

  /** What was decided about an attempt: in which period it passed, counted from changes. */
  record Passed(int period) {}

  String state() {
    return state;
  }

  boolean lets(Duration now) {
    if (now.compareTo(silentUntil) < 0) {
      return false;
    }
    return switch (state) {
      case "closed" -> true;
      case "open" -> now.compareTo(openUntil) >= 0;
      default -> !probing;
    };
  }

  boolean rests(Duration now) {
    return now.compareTo(restUntil) < 0;
  }

  /** How long until the next attempt may pass, as far as that is a matter of time. */
  Duration left(Duration now) {
    var until = state.equals("open") ? later(openUntil, restUntil) : restUntil;
    return until.compareTo(now) > 0 ? until.minus(now) : Duration.ZERO;
  }

  Passed pass() {
    if (!state.equals("closed")) {
      if (state.equals("open")) {
        become("half_open");
      }
      probing = true;
    }
    return new Passed(period);
  }

  void end(Passed passed, End end, Duration now) {
    rest(end, now);
    if (passed.period != period) {
      return;
    }
    boolean probe = state.equals("half_open");
    switch (end) {
      case End.Success _ when probe -> close();
      case End.Success _ -> failures.add(false);
      case End.Failure(Duration delay) -> {
        failures.add(true);
        if (probe || isTooMuch()) {
          become("open");
          openUntil = now.plus(later(OPEN, delay));
        }
      }
      case End.Callers _, End.Limited _, End.LimitedSomehow _, End.QuotaSpent _ -> probing = false;
    }
  }

  private void rest(End end, Duration now) {
    switch (end) {
      case End.Limited(Duration delay) -> {
        var until = now.plus(delay.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : delay);
        silentUntil = later(silentUntil, until);
        restUntil = later(restUntil, until);
      }
      case End.LimitedSomehow _ -> restUntil = later(restUntil, now.plusSeconds(1));
      case End.QuotaSpent _ -> restUntil = later(restUntil, now.plusSeconds(300));
      case End.Success _, End.Failure _, End.Callers _ -> {}
    }
  }

  private boolean isTooMuch() {
    var row = failures.subList(Math.max(0, failures.size() - IN_A_ROW), failures.size());
    var window = failures.subList(Math.max(0, failures.size() - WINDOW), failures.size());
    long failed = window.stream().filter(each -> each).count();
    return (row.size() == IN_A_ROW && row.stream().allMatch(each -> each))
        || (window.size() == WINDOW && failed * 2 >= WINDOW);
  }

  void reset() {
    restUntil = Duration.ZERO;
    silentUntil = Duration.ZERO;
    close();
  }

  /** What is left of the rest is waived. */
  void probe() {
    restUntil = Duration.ZERO;
    silentUntil = Duration.ZERO;
    if (state.equals("open")) {
      become("half_open");
    }
  }

  private void close() {
    become("closed");
    failures.clear();
  }

  private void become(String next) {
    state = next;
    period++;
    probing = false;
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
