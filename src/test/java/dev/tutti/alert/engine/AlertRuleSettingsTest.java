package dev.tutti.alert.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.alert.rule.AlertRule;
import dev.tutti.alert.rule.AlertRule.NoData;
import dev.tutti.alert.rule.AlertRule.Patience;
import dev.tutti.alert.rule.AlertRule.Severity;
import dev.tutti.alert.rule.Limit;
import dev.tutti.alert.rule.Span;
import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRuleSettingsTest {
  @Test
  void three_rules_are_there_without_being_written_and_their_twins_for_others() {
    var settings = read("{}");
    assertThat(settings.rules().keySet())
        .containsExactly(
            "external_max_error_rate",
            "external_max_latency",
            "external_min_success_rate",
            "max_error_rate",
            "max_latency",
            "min_success_rate");
    assertThat(rule(settings, "max_latency").limit()).isEqualTo(new Limit.Above(3_000, 2_700));
    assertThat(rule(settings, "min_success_rate").limit()).isEqualTo(new Limit.Below(0.9, 0.91));
    assertThat(rule(settings, "max_error_rate").limit()).isEqualTo(new Limit.Above(0.1, 0.09));
    assertThat(read("{}").interval()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void a_built_in_rule_can_be_changed_in_part() {
    var settings =
        read(
            """
            alert_rules:
              max_latency: {above: 5s, by: [model]}
              max_error_rate: {enabled: false}
            """);
    assertThat(rule(settings, "max_latency").measure()).isEqualTo("total_p95");
    assertThat(rule(settings, "max_latency").limit()).isEqualTo(new Limit.Above(5_000, 4_500));
    assertThat(rule(settings, "max_latency").by()).containsExactly("model");
    assertThat(rule(settings, "max_error_rate").enabled()).isFalse();
    assertThat(rule(settings, "max_error_rate").limit()).isEqualTo(new Limit.Above(0.1, 0.09));
  }

  @Test
  void everything_can_be_said() {
    var settings =
        read(
            """
            alerts:
              interval: 30s
              maintenance: [{days: [sat, sun], from: "02:00", to: "04:00", zone: Asia/Shanghai}]
            alert_rules:
              slow:
                measure: attempt_p95
                filter: owner=red
                by: [provider, deployment]
                window: 10m
                above: 2s
                clear_at: 1s
                for: 3m
                clear_for: 0s
                min_samples: 50
                severity: critical
                no_data: alert
            """);
    var slow = rule(settings, "slow");
    assertThat(slow.filter()).isEqualTo("owner=red");
    assertThat(slow.by()).containsExactly("provider", "deployment");
    assertThat(slow.span()).isEqualTo(new Span.Window(Duration.ofMinutes(10)));
    assertThat(slow.limit()).isEqualTo(new Limit.Above(2_000, 1_000));
    assertThat(slow.patience()).isEqualTo(new Patience(Duration.ofMinutes(3), Duration.ZERO));
    assertThat(slow.minSamples()).isEqualTo(50);
    assertThat(slow.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(slow.noData()).isEqualTo(NoData.ALERT);
    assertThat(settings.maintenance()).hasSize(1);
    assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void rules_may_have_an_objective_or_steps_or_an_amount_in_their_unit() {
    var settings =
        read(
            """
            alert_rules:
              slo: {measure: success_rate, objective: 0.99}
              budgets: {measure: budget_used, steps: [50%, 0.8, 1]}
              dear: {measure: cost, window: 1h, above: 12.50}
            """);
    assertThat(rule(settings, "slo").span()).isEqualTo(new Span.Burn(0.99));
    assertThat(rule(settings, "budgets").limit())
        .isEqualTo(new Limit.Steps(List.of(0.5, 0.8, 1.0)));
    assertThat(rule(settings, "budgets").by()).containsExactly("account");
    assertThat(rule(settings, "dear").limit()).isEqualTo(new Limit.Above(12.5, 11.25));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {measure: sucess_rate, below: 0.9} | measure
          {measure: success_rate} | above
          {measure: success_rate, above: 0.9, below: 0.8} | below
          {measure: total_p95, above: 3} | above
          {measure: total_p95, above: 3s, filter: "modle=x"} | modle
          {measure: total_p95, above: 3s, by: [moon]} | by
          {measure: total_p95, above: 3s, clear_at: 4s} | clear_at
          {measure: total_p95, above: 3s, window: 60d} | window
          {measure: total_p95, objective: 0.9} | objective
          {measure: success_rate, objective: 0.9, below: 0.9} | below
          {measure: disk_used, above: 90%, filter: model=x} | filter
          {measure: disk_used, above: 90%, by: [model]} | by
          {measure: disk_used, steps: [0.5]} | steps
          {measure: budget_used, steps: [0.8, 0.5]} | steps
          {measure: cost, above: 1, silly: 2} | silly
          """)
  void what_makes_no_sense_is_refused(String rule, String where) {
    assertThatThrownBy(() -> read("alert_rules: {r: " + rule + "}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("alert_rules.r")
        .hasMessageContaining(where);
  }

  private static AlertRule rule(AlertRuleSettings settings, String name) {
    return Objects.requireNonNull(settings.rules().get(name));
  }

  private static AlertRuleSettings read(String yaml) {
    return ConfigSource.text("test", yaml).read(Map.of(), AlertRuleSettings::read);
  }
}
