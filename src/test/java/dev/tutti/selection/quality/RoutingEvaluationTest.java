package dev.tutti.selection.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.selection.analysis.PromptAnalyzer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutingEvaluationTest {
  private static final PromptAnalyzer ANALYZER = PromptAnalyzer.shipped();

  private static ModelOutcome outcome(double score, double cost) {
    return new ModelOutcome(score, cost, null);
  }

  /** Maths needs the large model, greetings do not. */
  private static List<PromptOutcome> rows(int from, int to) {
    var rows = new ArrayList<PromptOutcome>();
    for (int i = from; i < to; i++) {
      boolean hard = i % 2 == 0;
      rows.add(
          new PromptOutcome(
              hard
                  ? "Prove theorem number %d by induction".formatted(i)
                  : "Good morning, %d times".formatted(i),
              Map.of("small", outcome(hard ? 0 : 1, .1), "large", outcome(1, 1))));
    }
    return rows;
  }

  private static QualityModel learned() {
    var learner = new QualityLearner(QualityPriors.EVEN);
    for (var row : rows(0, 100)) {
      var vector = PromptVector.of(row.prompt(), ANALYZER.analyze(row.prompt()));
      row.outcomes().forEach((model, outcome) -> learner.learn(vector, model, outcome, 1));
    }
    return learner.model();
  }

  @Test
  void a_pair_has_its_share_of_strong_calls() {
    var report = RoutingEvaluation.evaluate(learned(), ANALYZER, rows(100, 140)).getFirst();
    assertThat(report.best()).isEqualTo("large");
    assertThat(report.rows()).isEqualTo(40);
    assertThat(report.strongShareAt95()).isCloseTo(.45, within(.03));
    assertThat(report.apgr()).isGreaterThan(.7);
    assertThat(report.costShareAtBestSingle()).isCloseTo(.55, within(.03));
    assertThat(report.oracle()).isEqualTo(1);
  }

  @Test
  void each_set_of_models_is_measured_by_itself() {
    var rows = new ArrayList<>(rows(100, 110));
    rows.add(
        new PromptOutcome(
            "one", Map.of("a", outcome(1, .1), "b", outcome(0, 1), "c", outcome(0, 1))));
    rows.add(new PromptOutcome("alone", Map.of("a", outcome(1, .1))));
    var reports = RoutingEvaluation.evaluate(learned(), ANALYZER, rows);
    assertThat(reports)
        .extracting(EvaluationReport::models)
        .containsExactly(List.of("large", "small"), List.of("a", "b", "c"));
    assertThat(reports.getLast().strongShareAt95()).isNull();
  }

  @Test
  void without_prices_costs_are_shares_of_strong_calls() {
    var rows =
        List.of(
            new PromptOutcome("hello", Map.of("x", ModelOutcome.of(1), "y", ModelOutcome.of(.5))));
    var report = RoutingEvaluation.evaluate(learned(), ANALYZER, rows).getFirst();
    assertThat(report.costShareAtBestSingle()).isNull();
    assertThat(report.curve().getLast().cost()).isEqualTo(1);
  }
}
