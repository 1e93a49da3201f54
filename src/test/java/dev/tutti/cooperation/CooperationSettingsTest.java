package dev.tutti.cooperation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Json;
import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.cooperation.plan.CooperationKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CooperationSettingsTest {

  private static CooperationSettings read(String yaml) {
    return ConfigSource.text("test", yaml).read(Map.of(), CooperationSettings.SECTION::read);
  }

  @Test
  void none_are_there_unless_they_are_named() {
    assertThat(read("").named()).isEmpty();
  }

  @Test
  void everything_can_be_said() {
    var all =
        read("""
        cooperations:
          panel:
            members: [a, b, a]
            strategy: voting
            voting: {consensus_threshold: 0.7, weight_by_confidence: true, include_dissenting_views: false, answer_type: number}
            on_no_consensus: judge
            judge: c
            quorum: 2
            early_stop: false
            params: {temperature: 0.5, max_tokens: 9, user: me}
            system: Be brief.
            budget: 0.25
            deadline: 30s
          链:
            kind: sequential
            members: [a, {model: b, task: In verse., fallback: [c], params: {temperature: 0.2}}]
            strategies: [detailed_analysis, structured_output]
          steps:
            kind: pipeline
            steps:
              - {step: one, model: a, task: T, params: {top_p: 0.1}, needs: []}
              - {step: two, model: b, task: "{{ one }}", fallback: [c]}
        """)
            .named();
    assertThat(all).containsOnlyKeys("panel", "链", "steps");
    assertThat(requireNonNull(all.get("panel")).kind()).isEqualTo(CooperationKind.PARALLEL);
    assertThat(Json.text(requireNonNull(all.get("panel")).body()))
        .contains("\"models\":[\"a\",\"b\",\"a\"]")
        .contains("\"max_cost_usd\":0.25")
        .contains("\"deadline\":30.0")
        .contains("\"temperature\":0.5,\"max_tokens\":9,\"user\":\"me\"");
    assertThat(Json.text(requireNonNull(all.get("链")).body()))
        .contains(
            "[\"a\",{\"model\":\"b\",\"task\":\"In"
                + " verse.\",\"fallback\":[\"c\"],\"params\":{\"temperature\":0.2}}]");
    assertThat(Json.text(requireNonNull(all.get("steps")).body())).contains("\"needs\":[]");
  }

  @Test
  void what_is_wrong_is_told_by_the_name_of_its_key() {
    assertThatThrownBy(() -> read("cooperations: {p: {members: []}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("members");
    assertThatThrownBy(
            () -> read("cooperations: {p: {members: [a], voting: {consensus_threshold: 2}}}"))
        .hasMessageContaining("consensus_threshold");
    assertThatThrownBy(
            () ->
                read(
                    "cooperations: {p: {kind: pipeline, steps: [{step: a, model: m, task: '{{ b"
                        + " }}'}]}}"))
        .hasMessageContaining("steps");
    assertThatThrownBy(() -> read("cooperations: {p: {members: [a], strategy: dice}}"))
        .hasMessageContaining("strategy");
    assertThatThrownBy(() -> read("cooperations: {p: {members: [{modle: a}]}}"))
        .hasMessageContaining("members[0].modle");
    assertThatThrownBy(() -> read("cooperations: {p: {membrs: [a]}}"))
        .hasMessageContaining("membrs");
  }
}
