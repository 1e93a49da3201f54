package dev.tutti.routing.health;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.routing.balance.Candidate;

/**
 * One deployment that is watched, and what is known of it. Its state changes on the loop of its
 * {@link Health} alone and is read from everywhere.
 */
final class HealthCheck {
  private final Candidate candidate;
  private final HealthSettings settings;
  private volatile Known known;
  private volatile boolean answered;
  private volatile boolean reached;
  private Runnable stop = () -> {};
  private boolean retired;

  /** Snapshot of a deployment's health. */
  record Known(HealthState state, LastProbe last) {
    static final Known NOTHING = new Known(HealthState.UNKNOWN, new LastProbe.Never());
  }

  HealthCheck(Candidate candidate, HealthSettings settings, Known known) {
    this.candidate = candidate;
    this.settings = settings;
    this.known = known;
  }

  Candidate candidate() {
    return candidate;
  }

  HealthSettings settings() {
    return settings;
  }

  Known known() {
    return known;
  }

  /** An attempt of a caller has ended; a success that no failure follows spares a probe. */
  void ended(Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed _ -> answered = true;
      case Outcome.Failed(Fault fault, var _) when fault.code().counts() -> answered = false;
      case Outcome.Failed _ -> {}
    }
  }

  /** Whether callers were answered since this was asked last. */
  boolean takeAnswered() {
    boolean was = answered;
    answered = false;
    return was;
  }

  /** Whether the probe was let through to the upstream. */
  boolean reached() {
    return reached;
  }

  void reached(boolean now) {
    reached = now;
  }

  /** Notes what was found; the kind of state that it was in before. */
  HealthState.Kind note(Finding finding, LastProbe last) {
    var was = known.state;
    known = new Known(was.after(finding, settings), last);
    return was.kind();
  }

  /** Remembers how to call off what comes next. */
  void next(Runnable callOff) {
    stop = callOff;
  }

  /** Ends it: nothing more is asked, and what is under way changes nothing. */
  void retire() {
    retired = true;
    stop.run();
  }

  boolean isRetired() {
    return retired;
  }
}
