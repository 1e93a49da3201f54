package dev.tutti.selection.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.selection.analysis.PromptAnalyzer;
import dev.tutti.selection.decision.LearningSettings;
import dev.tutti.selection.quality.ModelOutcome;
import dev.tutti.selection.quality.PromptVector;
import dev.tutti.selection.quality.QualityPriors;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingOutcomesTest {
  private static final PromptAnalyzer ANALYZER = PromptAnalyzer.shipped();
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final InstantSource clock = now::get;
  private final List<DriftDetector.Drift> drifts = new ArrayList<>();

  private Store store() {
    return Store.open(StoreSettings.in(folder));
  }

  private RoutingOutcomes open(Store store, LearningSettings settings) {
    var outcomes =
        RoutingOutcomes.open(
            store, clock, () -> settings, ANALYZER, QualityPriors.EVEN, drifts::add);
    outcomes.follow().join();
    return outcomes;
  }

  private static OutcomeRow row(
      Instant at, String source, String prompt, String model, double score) {
    return new OutcomeRow(
        0, at, source, prompt, "code", .5, "", 1, Map.of(model, ModelOutcome.of(score)));
  }

  private static long count(RoutingOutcomes outcomes, String model) {
    return outcomes.quality().standing(model).outcomes();
  }

  @Test
  void what_is_acknowledged_is_learned_and_survives_a_restart() {
    try (var store = store();
        var outcomes = open(store, LearningSettings.DEFAULT)) {
      var rows = new ArrayList<OutcomeRow>();
      for (int i = 0; i < 700; i++) {
        rows.add(row(NOW, "file", "Write code " + i, "a", i % 2));
      }
      outcomes.learn(rows).join();
      assertThat(count(outcomes, "a")).isEqualTo(700);
    }
    try (var store = store();
        var outcomes = open(store, LearningSettings.DEFAULT)) {
      assertThat(count(outcomes, "a")).isEqualTo(700);
      assertThat(outcomes.quality().standing("a").score()).isBetween(.45, .55);
    }
  }

  @Test
  void what_was_never_saved_is_learned_again_from_rows() {
    try (var store = store()) {
      RoutingOutcomes.write(store, List.of(row(NOW, "file", "x", "a", 1))).join();
    }
    try (var store = store();
        var outcomes = open(store, LearningSettings.DEFAULT)) {
      assertThat(count(outcomes, "a")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"a,'',2", "'',test,1", "b,test,1", "'','',3"})
  void outcomes_are_forgotten_by_model_and_source(String model, String source, int gone) {
    try (var store = store();
        var outcomes = open(store, LearningSettings.DEFAULT)) {
      outcomes
          .learn(
              List.of(
                  row(NOW, "file", "x", "a", 1),
                  row(NOW, "file", "y", "a", 1),
                  row(NOW, "test", "z", "b", 1)))
          .join();
      var which = new ForgottenOutcomes(model, source, NOW.plusSeconds(1));
      assertThat(outcomes.forget(which).join()).isEqualTo(gone);
      assertThat(count(outcomes, "a") + count(outcomes, "b")).isEqualTo(3 - gone);
    }
  }

  @Test
  void outcomes_are_forgotten_by_age() {
    try (var store = store();
        var outcomes = open(store, LearningSettings.DEFAULT)) {
      outcomes
          .learn(
              List.of(
                  row(NOW.minusSeconds(60), "file", "x", "a", 1), row(NOW, "file", "y", "a", 0)))
          .join();
      outcomes.forget(new ForgottenOutcomes("", "", NOW)).join();
      assertThat(count(outcomes, "a")).isEqualTo(1);
    }
  }

  @Test
  void rows_are_bounded_in_number_and_age() {
    var few = new LearningSettings(100, Duration.ofDays(1), 0);
    try (var store = store();
        var outcomes = open(store, few)) {
      var rows = new ArrayList<OutcomeRow>();
      for (int i = 0; i < 250; i++) {
        rows.add(row(NOW, "file", "Write code " + i, "a", 1));
      }
      outcomes.learn(rows).join();
      outcomes.tidy();
      outcomes.follow().join();
      assertThat(count(outcomes, "a")).isEqualTo(100);
      now.set(NOW.plus(Duration.ofDays(2)));
      outcomes.tidy();
      outcomes.follow().join();
      assertThat(count(outcomes, "a")).isZero();
    }
  }

  @Test
  void what_another_process_writes_is_followed() {
    try (var store = store();
        var outcomes = open(store, LearningSettings.DEFAULT);
        var other = Store.attach(StoreSettings.in(folder))) {
      RoutingOutcomes.write(other, List.of(row(NOW, "file", "x", "a", 1))).join();
      outcomes.follow().join();
      assertThat(count(outcomes, "a")).isEqualTo(1);
    }
  }

  @Test
  void a_model_that_becomes_worse_raises_an_alarm_and_is_learned_anew() {
    try (var store = store();
        var outcomes = open(store, LearningSettings.DEFAULT)) {
      now.set(NOW.plusSeconds(60));
      for (int i = 0; i < 1_000; i++) {
        outcomes.implicit("a", vector(), 1);
      }
      for (int i = 0; i < 1_000 && drifts.isEmpty(); i++) {
        outcomes.implicit("a", vector(), 0);
      }
      outcomes.follow().join();
      assertThat(drifts).hasSizeGreaterThanOrEqualTo(1);
      assertThat(drifts.getFirst().better()).isFalse();
      assertThat(outcomes.quality().predict("a", vector()).mean()).isLessThan(.5);
    }
  }

  private static PromptVector vector() {
    return PromptVector.of("Write code", ANALYZER.analyze("Write code"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                                                             | line 1: no JSON
          {"outcomes": {"a": {"score": 1}}}                             | line 1.prompt
          {"prompt": "x"}                                               | line 1.outcomes
          {"prompt": "x", "outcomes": {"a": {"score": 2}}}              | line 1.outcomes.a.score
          {"prompt": "x", "outcomes": {"a": {"score": 1, "cost_usd": -1}}} | line 1.outcomes.a.cost_usd
          {"prompt": "x", "task_type": "cooking", "outcomes": {"a": {"score": 1}}} | line 1.task_type
          """)
  void what_is_wrong_with_a_line_is_told(String line, String expected) {
    assertThatThrownBy(() -> OutcomeLines.read(line.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(expected);
  }
}
