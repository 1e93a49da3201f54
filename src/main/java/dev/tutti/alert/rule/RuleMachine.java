package dev.tutti.alert.rule;

import dev.tutti.alert.rule.StateChange.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * State machine of a rule's group: ok, pending, firing, recovering, ok. One step is a function of
 * the state, the measurement and the time. An alert that has fired ends before another can fire; a
 * value between the limit and where alerts end changes no alert; one that flaps ends only after it
 * was well for {@link #DAMPED}.
 */
public final class RuleMachine {
  /** An alert that flaps has to be well for so long before it ends. */
  static final Duration DAMPED = Duration.ofMinutes(30);

  /** An alert without data ends after so long, unless the rule says otherwise. */
  static final Duration LONGEST_KEPT = Duration.ofDays(1);

  private final AlertRule rule;
  private final Instant now;
  private final double value;
  private final List<StateChange> changes = new ArrayList<>(2);
  private RuleState state;

  private RuleMachine(AlertRule rule, RuleState state, double value, Instant now) {
    this.rule = rule;
    this.state = state;
    this.value = value;
    this.now = now;
  }

  /** The next state of a group, and what has changed. */
  public static Transition next(AlertRule rule, RuleState state, Observation seen, Instant now) {
    var enough = seen.ofAtLeast(rule.minSamples());
    var machine = new RuleMachine(rule, state, value(enough), now);
    switch (enough) {
      case Observation.Missing _ -> machine.missing();
      case Observation.Share share -> machine.measured(share);
      case Observation.Value made -> machine.measured(made);
    }
    return new Transition(machine.state, machine.changes);
  }

  private static double value(Observation seen) {
    return switch (seen) {
      case Observation.Missing _ -> Double.NaN;
      case Observation.Share share -> share.share();
      case Observation.Value made -> made.value();
    };
  }

  private void missing() {
    switch (rule.noData()) {
      case OK -> inside();
      case ALERT -> beyond(Phase.NO_DATA);
      case KEEP -> {
        if (!now.isBefore(state.seen().plus(LONGEST_KEPT))) {
          inside();
        }
      }
    }
  }

  private void measured(Observation.Value made) {
    state = state.seenAt(now);
    if (rule.limit() instanceof Limit.Steps) {
      measured(new Observation.Share(made.value(), "", 0));
      return;
    }
    switch (rule.limit().standing(made)) {
      case BEYOND -> beyond(Phase.FIRING);
      case INSIDE -> inside();
      case BETWEEN -> between();
    }
  }

  private void measured(Observation.Share share) {
    state = state.seenAt(now);
    if (rule.limit() instanceof Limit.Steps steps) {
      step(steps.reached(share.share()), share);
    } else {
      measured(new Observation.Value(share.share(), share.share(), share.share(), 0));
    }
  }

  /** Steps are told once each, until another period or a higher budget makes them news again. */
  private void step(int reached, Observation.Share share) {
    var mark = state.mark();
    int told = mark.level();
    if (!mark.period().equals(share.period())) {
      told = 0;
    } else if (share.most() > mark.most()) {
      told = Math.min(told, reached);
    }
    if (told == 0 && state.phase().isAlert()) {
      resolve();
    }
    state = state.marked(new RuleState.Mark(share.period(), share.most(), Math.max(told, reached)));
    if (reached > told) {
      if (state.phase().isAlert()) {
        note(state.phase(), Kind.RAISED);
      } else {
        fire(Phase.FIRING);
      }
    }
  }

  private void beyond(Phase alert) {
    switch (state.phase()) {
      case OK -> {
        if (rule.patience().before().isZero()) {
          fire(alert);
        } else {
          move(Phase.PENDING);
        }
      }
      case PENDING -> {
        if (lasted(rule.patience().before())) {
          fire(alert);
        }
      }
      case RECOVERING -> move(alert);
      case NO_DATA -> {
        if (alert == Phase.FIRING) {
          move(alert);
        }
      }
      case FIRING -> {} // told already
    }
  }

  private void inside() {
    switch (state.phase()) {
      case OK -> {}
      case PENDING -> move(Phase.OK);
      case FIRING, NO_DATA -> {
        if (patienceAfter().isZero()) {
          resolve();
        } else {
          move(Phase.RECOVERING);
        }
      }
      case RECOVERING -> {
        if (lasted(patienceAfter())) {
          resolve();
        }
      }
    }
  }

  /** Data end an alert about missing data, wherever they stand. */
  private void between() {
    switch (state.phase()) {
      case OK, FIRING -> {}
      case PENDING -> move(Phase.OK);
      case RECOVERING -> move(Phase.FIRING);
      case NO_DATA -> resolve();
    }
  }

  private Duration patienceAfter() {
    var usual = rule.patience().after();
    return state.isFlapping(now) && usual.compareTo(DAMPED) < 0 ? DAMPED : usual;
  }

  private boolean lasted(Duration time) {
    return !now.isBefore(state.since().plus(time));
  }

  private void fire(Phase alert) {
    note(alert, Kind.FIRED);
    state = state.moved(alert, now).flipped(now);
  }

  private void resolve() {
    note(Phase.OK, Kind.RESOLVED);
    state = state.moved(Phase.OK, now).flipped(now);
  }

  private void move(Phase to) {
    note(to, Kind.MOVED);
    state = state.moved(to, now);
  }

  private void note(Phase to, Kind kind) {
    changes.add(new StateChange(now, state.phase(), to, kind, value));
  }
}
