package dev.tutti.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.alert.rule.AlertRule.NoData;
import dev.tutti.alert.rule.AlertRule.Patience;
import dev.tutti.alert.rule.AlertRule.Severity;
import dev.tutti.alert.rule.StateChange.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleMachineTest {
  private static final Limit.Below RATE = new Limit.Below(0.9, 0.91);
  private static final Limit.Steps STEPS = new Limit.Steps(List.of(0.5, 0.8, 1.0));

  private final List<Kind> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private RuleState state = RuleState.first(now);

  @Test
  void one_failure_of_two_calls_is_no_alert_and_a_quarter_of_forty_is() {
    see(rule(RATE, 0, NoData.KEEP), Observation.rate(0.5, 2));
    assertThat(state.phase()).isEqualTo(Phase.OK);
    see(rule(RATE, 0, NoData.KEEP), Observation.rate(0.75, 40));
    assertThat(told).containsExactly(Kind.FIRED);
  }

  @Test
  void too_few_calls_are_no_data() {
    see(rule(RATE, 20, NoData.KEEP), Observation.rate(0, 19));
    assertThat(state.phase()).isEqualTo(Phase.OK);
    see(rule(RATE, 20, NoData.KEEP), Observation.rate(0, 20));
    assertThat(state.phase()).isEqualTo(Phase.FIRING);
  }

  @Test
  void missing_data_keep_the_alert_for_a_day() {
    var rule = rule(RATE, 0, NoData.KEEP);
    see(rule, Observation.rate(0, 100));
    for (int hour = 1; hour < 24; hour++) {
      wait(Duration.ofHours(1));
      see(rule, new Observation.Missing(0));
    }
    assertThat(told).containsExactly(Kind.FIRED);
    wait(Duration.ofHours(1));
    see(rule, new Observation.Missing(0));
    assertThat(told).containsExactly(Kind.FIRED, Kind.RESOLVED);
  }

  @Test
  void missing_data_may_be_an_alert_which_data_of_any_kind_end() {
    var rule = rule(RATE, 0, NoData.ALERT);
    see(rule, new Observation.Missing(0));
    assertThat(state.phase()).isEqualTo(Phase.NO_DATA);
    see(rule, Observation.of(0.905));
    assertThat(told).containsExactly(Kind.FIRED, Kind.RESOLVED);
    see(rule, new Observation.Missing(0));
    see(rule, Observation.of(0.1));
    assertThat(state.phase()).isEqualTo(Phase.FIRING);
    assertThat(told).containsExactly(Kind.FIRED, Kind.RESOLVED, Kind.FIRED);
  }

  @Test
  void each_step_of_a_budget_is_told_once_in_a_period() {
    var rule = rule(STEPS, 0, NoData.KEEP);
    for (double share : new double[] {0.2, 0.5, 0.55, 0.49, 0.6, 0.8, 0.79, 0.8, 1.2, 1.3}) {
      see(rule, new Observation.Share(share, "2026-03", 100));
    }
    assertThat(told).containsExactly(Kind.FIRED, Kind.RAISED, Kind.RAISED);
    see(rule, new Observation.Share(0.1, "2026-04", 100));
    see(rule, new Observation.Share(0.81, "2026-04", 100));
    assertThat(told.subList(3, told.size())).containsExactly(Kind.RESOLVED, Kind.FIRED);
  }

  @Test
  void a_budget_that_is_raised_makes_its_steps_news_again_but_those_it_has_reached() {
    var rule = rule(STEPS, 0, NoData.KEEP);
    see(rule, new Observation.Share(1.0, "2026-03", 100));
    see(rule, new Observation.Share(0.83, "2026-03", 120));
    assertThat(told).containsExactly(Kind.FIRED);
    see(rule, new Observation.Share(1.0, "2026-03", 120));
    assertThat(told).containsExactly(Kind.FIRED, Kind.RAISED);
    see(rule, new Observation.Share(0.4, "2026-03", 300));
    see(rule, new Observation.Share(0.5, "2026-03", 300));
    assertThat(told).containsExactly(Kind.FIRED, Kind.RAISED, Kind.RESOLVED, Kind.FIRED);
  }

  @Test
  void an_alert_that_flaps_ends_only_after_half_an_hour() {
    var rule = rule(RATE, 0, NoData.KEEP);
    for (int i = 0; i < 20; i++) {
      see(rule, Observation.of(i % 2 == 0 ? 0.1 : 1));
      wait(Duration.ofMinutes(1));
    }
    assertThat(told).hasSize(7);
    assertThat(state.isFlapping(now)).isTrue();
    for (int i = 0; i < 31; i++) {
      see(rule, Observation.of(1));
      wait(Duration.ofMinutes(1));
    }
    assertThat(told).hasSize(8).endsWith(Kind.RESOLVED);
  }

  @Test
  void errors_burn_an_objective_only_when_both_windows_say_so() {
    var none = value(0, 1_000);
    var many = value(0.2, 1_000);
    assertThat(burn(many, none, none, none)).isZero();
    assertThat(burn(many, many, none, none)).isBetween(1.38, 1.39);
    assertThat(burn(none, many, many, many)).isBetween(3.33, 3.34);
    assertThat(BurnRate.of(0.99, List.of(windows(none, value(0, 0)), windows(none, value(0, 0)))))
        .isEqualTo(new Observation.Missing(0));
  }

  @Test
  void the_interval_of_wilson_is_that_of_the_textbook() {
    assertThat(Wilson.of(0.75, 40).high()).isBetween(0.858, 0.859);
    assertThat(Wilson.of(0.75, 40).low()).isBetween(0.597, 0.599);
    assertThat(Wilson.of(0.5, 2).low()).isBetween(0.094, 0.095);
    assertThat(Wilson.of(1, 0)).isEqualTo(new Wilson(0, 1));
    assertThat(Wilson.of(0, 5).low()).isZero();
  }

  private static double burn(
      Observation.Value a, Observation.Value b, Observation.Value c, Observation.Value d) {
    var rate = BurnRate.of(0.99, List.of(windows(a, b), windows(c, d)));
    return ((Observation.Value) rate).value();
  }

  private static BurnRate.Windows windows(Observation.Value shorter, Observation.Value longer) {
    return new BurnRate.Windows(shorter, longer);
  }

  private static Observation.Value value(double share, long cases) {
    return (Observation.Value) Observation.rate(share, cases);
  }

  private void see(AlertRule rule, Observation seen) {
    var next = RuleMachine.next(rule, state, seen, now);
    state = next.state();
    next.changes().stream()
        .map(StateChange::kind)
        .filter(kind -> kind != Kind.MOVED)
        .forEach(told::add);
  }

  private void wait(Duration time) {
    now = now.plus(time);
  }

  private static AlertRule rule(Limit limit, int minSamples, NoData noData) {
    return new AlertRule(
        "r",
        "m",
        "",
        List.of(),
        new Span.Window(Duration.ofMinutes(5)),
        limit,
        new Patience(Duration.ZERO, Duration.ZERO),
        minSamples,
        Severity.WARN,
        noData,
        true);
  }
}
