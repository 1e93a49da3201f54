package dev.tutti.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.alert.rule.AlertRule.NoData;
import dev.tutti.alert.rule.AlertRule.Patience;
import dev.tutti.alert.rule.AlertRule.Severity;
import dev.tutti.alert.rule.StateChange.Kind;
import dev.tutti.chat.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Any rule, on any series of values, in virtual time, with restarts: what the machine tells is
 * compared with what the series says when it is looked at as a whole.
 */
class RuleModelTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int RUNS = 1_000;
  private static final int STEPS = 400;

  /** Standing of a value, or nothing to measure. */
  private enum Seen {
    BEYOND,
    BETWEEN,
    INSIDE,
    MISSING
  }

  private record Step(Instant at, Seen seen, RuleState state, List<StateChange> changes) {}

  @Test
  void no_alert_fires_twice_none_is_lost_and_the_band_changes_nothing() {
    for (int seed = 0; seed < RUNS; seed++) {
      var random = new Random(seed);
      var rule = rule(random);
      var run = run(rule, random);
      var as = "seed %d, %s".formatted(seed, rule);
      alertsFireAndEndInTurn(run, as);
      theyFireAfterThePatienceAlone(rule, run, as);
      theyEndAfterThePatienceAlone(rule, run, as);
      nothingIsMissed(rule, run, as);
      theBandChangesNoAlert(run, as);
    }
  }

  private static AlertRule rule(Random random) {
    return new AlertRule(
        "r",
        "m",
        "",
        List.of(),
        new Span.Window(Duration.ofMinutes(5)),
        random.nextBoolean() ? new Limit.Above(10, 9) : new Limit.Below(-10, -9),
        new Patience(minutes(random), minutes(random)),
        0,
        Severity.WARN,
        random.nextInt(4) == 0 ? NoData.OK : NoData.KEEP,
        true);
  }

  private static Duration minutes(Random random) {
    return random.nextInt(3) == 0 ? Duration.ZERO : Duration.ofMinutes(random.nextInt(12));
  }

  private static List<Step> run(AlertRule rule, Random random) {
    var run = new ArrayList<Step>();
    var state = RuleState.first(START);
    var now = START;
    double restless = random.nextDouble() * 0.6 + 0.02;
    var seen = Seen.INSIDE;
    for (int i = 0; i < STEPS; i++) {
      now = now.plusSeconds(random.nextInt(50) == 0 ? 1_800 : 15 + random.nextInt(90));
      if (random.nextDouble() < restless) {
        seen = Seen.values()[random.nextInt(4)];
      }
      if (random.nextInt(10) == 0) { // a restart: what is kept is all there is
        state = RuleStateJson.read(Json.tree(Json.text(RuleStateJson.of(state))));
      }
      var next = RuleMachine.next(rule, state, measurement(rule, seen), now);
      state = next.state();
      run.add(new Step(now, effective(rule, seen), state, next.changes()));
    }
    return run;
  }

  private static Observation measurement(AlertRule rule, Seen seen) {
    double sign = rule.limit() instanceof Limit.Above ? 1 : -1;
    return switch (seen) {
      case BEYOND -> Observation.of(sign * 11);
      case BETWEEN -> Observation.of(sign * 9.5);
      case INSIDE -> Observation.of(sign * 5);
      case MISSING -> new Observation.Missing(0);
    };
  }

  private static Seen effective(AlertRule rule, Seen seen) {
    return seen == Seen.MISSING && rule.noData() == NoData.OK ? Seen.INSIDE : seen;
  }

  private static void alertsFireAndEndInTurn(List<Step> run, String as) {
    var told =
        run.stream()
            .flatMap(step -> step.changes.stream())
            .map(StateChange::kind)
            .filter(kind -> kind != Kind.MOVED)
            .toList();
    for (int i = 0; i < told.size(); i++) {
      assertThat(told.get(i)).as(as).isEqualTo(i % 2 == 0 ? Kind.FIRED : Kind.RESOLVED);
    }
  }

  /** Everything within the time before it was beyond, or unknown. */
  private static void theyFireAfterThePatienceAlone(AlertRule rule, List<Step> run, String as) {
    for (int i = 0; i < run.size(); i++) {
      if (has(run.get(i), Kind.FIRED)) {
        assertLasted(run, i, rule.patience().before(), Seen.BEYOND, as);
      }
    }
  }

  private static void theyEndAfterThePatienceAlone(AlertRule rule, List<Step> run, String as) {
    for (int i = 0; i < run.size(); i++) {
      if (has(run.get(i), Kind.RESOLVED)) {
        assertLasted(run, i, rule.patience().after(), Seen.INSIDE, as);
      }
    }
  }

  private static void assertLasted(List<Step> run, int end, Duration least, Seen seen, String as) {
    int i = end;
    var needed = run.get(end).at.minus(least);
    while (true) {
      assertThat(run.get(i).seen).as(as).isIn(seen, Seen.MISSING);
      if (!run.get(i).at.isAfter(needed)) {
        return;
      }
      i--;
      assertThat(i).as(as).isNotNegative();
    }
  }

  /** Who was beyond for the patience without a pause is firing, and the other way round. */
  private static void nothingIsMissed(AlertRule rule, List<Step> run, String as) {
    for (int i = 0; i < run.size(); i++) {
      if (lasted(run, i, Seen.BEYOND, rule.patience().before())) {
        assertThat(run.get(i).state.phase()).as(as + ", step " + i).isEqualTo(Phase.FIRING);
      }
      var after = rule.patience().after();
      var longest = after.compareTo(RuleMachine.DAMPED) > 0 ? after : RuleMachine.DAMPED;
      if (lasted(run, i, Seen.INSIDE, longest)) {
        assertThat(run.get(i).state.phase()).as(as + ", step " + i).isEqualTo(Phase.OK);
      }
    }
  }

  private static boolean lasted(List<Step> run, int end, Seen seen, Duration time) {
    for (int i = end; i >= 0 && run.get(i).seen == seen; i--) {
      if (!run.get(i).at.isAfter(run.get(end).at.minus(time))) {
        return true;
      }
    }
    return false;
  }

  private static void theBandChangesNoAlert(List<Step> run, String as) {
    for (var step : run) {
      if (step.seen == Seen.BETWEEN) {
        assertThat(step.changes).as(as).allMatch(change -> change.kind() == Kind.MOVED);
      }
    }
  }

  private static boolean has(Step step, Kind kind) {
    return step.changes.stream().anyMatch(change -> change.kind() == kind);
  }
}
