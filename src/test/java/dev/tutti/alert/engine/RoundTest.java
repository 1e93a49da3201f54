package dev.tutti.alert.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.alert.notice.Notice;
import dev.tutti.alert.notice.Silence;
import dev.tutti.alert.rule.AlertRule;
import dev.tutti.alert.rule.GroupLabels;
import dev.tutti.alert.rule.Observation;
import dev.tutti.alert.rule.Phase;
import dev.tutti.config.ConfigSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rounds of the engine, in virtual time. */
class RoundTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(15);

  private final AlertRule slow =
      rule("{measure: attempt_p95, by: [deployment], above: 1s, for: 1m, clear_for: 1m}");
  private final List<List<Notice>> told = new ArrayList<>();
  private AlertStates states = AlertStates.EMPTY;
  private Mutes mutes = new Mutes(List.of(), List.of());
  private List<AlertRule> rules = List.of(slow);
  private Instant now = START;

  @Test
  void groups_are_told_by_provider_and_end_with_their_own_message() {
    during(Duration.ofMinutes(2), slow("up/a", 2_000), slow("up/b", 2_000), slow("far/c", 2_000));
    assertThat(told).hasSize(2);
    assertThat(told.stream().map(List::size)).containsExactlyInAnyOrder(2, 1);
    during(Duration.ofMinutes(8), slow("up/a", 500), slow("up/b", 2_000), slow("far/c", 500));
    assertThat(told).hasSize(4);
    during(Duration.ofMinutes(2), slow("up/a", 500), slow("up/b", 500), slow("far/c", 500));
    assertThat(told).hasSize(5);
    assertThat(told.getLast()).allMatch(each -> !each.firing());
    assertThat(states.notifications()).isEmpty();
  }

  @Test
  void a_rule_that_is_gone_has_no_alerts() {
    during(Duration.ofMinutes(2), slow("up/a", 2_000));
    rules = List.of();
    during(Duration.ofMinutes(2), slow("up/a", 2_000));
    assertThat(told).hasSize(2);
    assertThat(told.getLast().getFirst().firing()).isFalse();
    assertThat(states.watched()).isEmpty();
  }

  @Test
  void a_silence_holds_messages_back_and_states_go_on() {
    mutes =
        new Mutes(
            List.of(
                new Silence(
                    "s", START, START.plus(Duration.ofHours(1)), Map.of("rule", "r"), "", "")),
            List.of());
    during(Duration.ofMinutes(30), slow("up/a", 2_000));
    assertThat(told).isEmpty();
    assertThat(states.watched().values().iterator().next().state().phase()).isEqualTo(Phase.FIRING);
    during(Duration.ofMinutes(31), slow("up/a", 2_000));
    assertThat(told).hasSize(1);
  }

  @Test
  void a_group_without_alert_is_forgotten_after_a_day() {
    during(Duration.ofMinutes(1), slow("up/a", 10));
    assertThat(states.watched()).hasSize(1);
    now = now.plus(Duration.ofDays(1));
    during(STEP);
    assertThat(states.watched()).isEmpty();
  }

  @Test
  void a_message_says_the_value_and_the_limit() {
    during(Duration.ofMinutes(2), slow("up/a", 2_345));
    assertThat(told.getFirst().getFirst().text())
        .isEqualTo("attempt_p95 2.35 s of 100, limit: above 1 s");
    assertThat(
            MeasureText.of(rule("{measure: success_rate, below: 90%}"), Observation.rate(0.75, 40)))
        .isEqualTo("success_rate 75 % of 40, limit: below 90 %");
    assertThat(
            MeasureText.of(
                rule("{measure: success_rate, objective: 0.99}"), Observation.of(2, 500)))
        .isEqualTo("success_rate burns 2 times too fast of 500, objective: 99 %");
  }

  private static GroupSample slow(String deployment, double millis) {
    return new GroupSample(
        GroupLabels.of(Map.of("deployment", deployment)), Observation.of(millis, 100));
  }

  private void during(Duration time, GroupSample... samples) {
    for (var end = now.plus(time); now.isBefore(end); now = now.plus(STEP)) {
      var round = new Round(states, now);
      rules.forEach(rule -> round.measured(rule, List.of(samples)));
      var result = round.end(Set.copyOf(rules.stream().map(AlertRule::name).toList()), mutes);
      states = result.states();
      told.addAll(result.told().values());
    }
  }

  private static AlertRule rule(String yaml) {
    var settings =
        ConfigSource.text("test", "alert_rules: {r: " + yaml + "}")
            .read(Map.of(), AlertRuleSettings::read);
    return Objects.requireNonNull(settings.rules().get("r"));
  }
}
