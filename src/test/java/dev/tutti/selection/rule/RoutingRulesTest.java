package dev.tutti.selection.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.selection.analysis.TaskType;
import dev.tutti.selection.decision.SelectionSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingRulesTest {
  private static final Instant MONDAY_NOON = Instant.parse("2026-11-30T12:00:00Z");

  private static SelectionSettings read(String yaml) {
    return ConfigSource.text("test", yaml).read(Map.of(), SelectionSettings::read);
  }

  private static String first(String yaml, RuleSubject subject) {
    return read(yaml)
        .compiledRules()
        .first(subject)
        .map(match -> match.rule().name())
        .orElse("none");
  }

  private static RuleSubject said(String text) {
    return new RuleSubject(text, TaskType.CHAT, "key_1", "ops", "anna", Set.of(), MONDAY_NOON);
  }

  @Test
  void the_first_rule_that_holds_wins() {
    var yaml =
        """
        routing:
          rules:
            - {name: one, keywords: [python], model: a}
            - {name: two, keywords: [python, code], model: b}
        """;
    assertThat(first(yaml, said("some python"))).isEqualTo("one");
    assertThat(first(yaml, said("some code"))).isEqualTo("two");
    assertThat(first(yaml, said("a poem"))).isEqualTo("none");
  }

  @Test
  void a_higher_priority_comes_first() {
    var yaml =
        """
        routing:
          rules:
            - {name: one, regex: 'x+', model: a}
            - {name: two, regex: 'x', priority: 5, model: b}
        """;
    assertThat(first(yaml, said("xx"))).isEqualTo("two");
  }

  @Test
  void a_named_rule_takes_the_place_of_a_listed_one() {
    var yaml =
        """
        routing:
          rules:
            - {name: one, regex: x, model: a}
            - {name: two, regex: x, model: b}
        routing_rules:
          one: {enabled: false}
          three: {regex: y, model: c}
        """;
    assertThat(first(yaml, said("x"))).isEqualTo("two");
    assertThat(first(yaml, said("y"))).isEqualTo("three");
    assertThat(read(yaml).compiledRules().rules())
        .extracting(RoutingRule::name)
        .containsExactly("one", "two", "three");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          task_type: code                    | none
          task_type: chat                    | r
          task_types: [code, chat]           | r
          key: key_1                         | r
          key: ops                           | r
          keys: [key_2, other]               | none
          user: anna                         | r
          users: [bob]                       | none
          tag: night                         | r
          tags: [day]                        | none
          min_chars: 6                       | none
          min_chars: 5                       | r
          max_chars: 4                       | none
          hours: 09:00-18:00                 | r
          hours: 18:00-09:00                 | none
          hours: [Tue-Fri 00:00-24:00]       | none
          hours: [Sat-Mon 11:00-13:00]       | r
          regex: '(?i)HEL+O'                 | r
          regex: '^ello'                     | none
          """)
  void all_that_a_rule_says_must_hold(String condition, String expected) {
    var yaml = "routing: {rules: [{name: r, model: m, %s}]}".formatted(condition);
    var subject =
        new RuleSubject(
            "hello", TaskType.CHAT, "key_1", "ops", "anna", Set.of("night"), MONDAY_NOON);
    assertThat(first(yaml, subject)).isEqualTo(expected);
  }

  @Test
  void hours_are_those_of_the_zone() {
    var rule = "routing: {zone: %s, rules: [{name: r, model: m, hours: 19:00-21:00}]}";
    assertThat(first(rule.formatted("Asia/Shanghai"), said("x"))).isEqualTo("r");
    assertThat(first(rule.formatted("UTC"), said("x"))).isEqualTo("none");
  }

  @Test
  void hours_over_midnight_belong_to_the_day_on_which_they_begin() {
    var yaml = "routing: {rules: [{name: r, model: m, hours: Sun 22:00-06:00}]}";
    var early = Instant.parse("2026-11-30T05:00:00Z");
    var subject = new RuleSubject("x", TaskType.CHAT, "", "", "", Set.of(), early);
    assertThat(first(yaml, subject)).isEqualTo("r");
    assertThat(first(yaml, said("x"))).isEqualTo("none");
  }

  @Test
  void a_match_says_why() {
    var yaml = "routing: {rules: [{name: r, model: m, keywords: [python], user: anna}]}";
    var match = read(yaml).compiledRules().first(said("in python")).orElseThrow();
    assertThat(match.reasons()).containsExactly("user anna", "keyword \"python\"");
  }

  @Test
  void parameters_keep_their_kinds() {
    var yaml =
        "routing: {rules: [{name: r, model: m, params: {temperature: 0.1, max_tokens: 200, seed: 7,"
            + " parallel_tool_calls: false, reasoning_effort: high}}]}";
    var params = read(yaml).rules().getFirst().then().params();
    assertThat(params.toString())
        .isEqualTo(
            "{max_tokens=200, parallel_tool_calls=false, reasoning_effort=\"high\", seed=7,"
                + " temperature=0.1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: r, keywords: [x]}",
        "{name: r, model: m, regex: '(x'}",
        "{name: r, model: m, task_type: cooking}",
        "{name: r, model: m, hours: 9-18}",
        "{name: r, model: m, strategy: fast}",
        "{name: r, model: m, min_chars: 5, max_chars: 4}",
        "{name: r, model: m, params: {model: x}}",
        "{name: r, model: m, keyword: '  '}",
        "{name: r, model: m, nonsense: 1}",
        "{model: m}"
      })
  void what_is_wrong_with_a_rule_is_told(String rule) {
    assertThatThrownBy(() -> read("routing: {rules: [%s]}".formatted(rule)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("routing.rules[0]");
  }

  @Test
  void two_rules_of_one_name_are_refused() {
    var yaml = "routing: {rules: [{name: r, model: a}, {name: r, model: b}]}";
    assertThatThrownBy(() -> read(yaml)).hasMessageContaining("another name");
  }

  @Test
  void a_rule_that_no_request_reaches_is_told() {
    var yaml =
        """
        routing:
          rules:
            - {name: all, model: a, min_chars: 1}
            - {name: some, model: b, min_chars: 1, keywords: [x]}
            - {name: other, model: c, max_chars: 10}
        """;
    assertThat(read(yaml).warnings())
        .containsExactly(
            "routing rule some: is never reached, as all before it holds whenever it does"
                + " (expected: the narrower rule first)");
  }

  @Test
  void a_word_of_two_rules_is_told() {
    var yaml =
        """
        routing:
          rules:
            - {name: code, model: a, keywords: [算法, 计算]}
            - {name: maths, model: b, keywords: [方程, 计算]}
        """;
    assertThat(read(yaml).warnings())
        .containsExactly(
            "routing rule maths: has 计算 in common with code, which comes first and wins");
  }

  @Test
  void nothing_is_told_of_good_rules() {
    var yaml =
        "routing: {rules: [{name: a, model: m, keyword: x}, {name: b, model: n, keyword: y}]}";
    assertThat(read(yaml).warnings()).isEqualTo(List.of());
  }
}
