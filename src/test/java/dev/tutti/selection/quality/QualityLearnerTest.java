package dev.tutti.selection.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.selection.analysis.PromptAnalyzer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QualityLearnerTest {
  private static final PromptAnalyzer ANALYZER = PromptAnalyzer.shipped();
  private static final String MATHS = "Solve for x: %d x + %d = %d";
  private static final String POEM =
      "Write a poem about the %d trees of village number %d, part %d";

  private static PromptVector vector(String text) {
    return PromptVector.of(text, ANALYZER.analyze(text));
  }

  /** Two models: one that is good at maths and bad at poems, one that is middling at both. */
  private static QualityLearner learned(int prompts) {
    var learner = new QualityLearner(QualityPriors.EVEN);
    var random = new Random(1);
    for (int i = 0; i < prompts; i++) {
      boolean maths = i % 2 == 0;
      var prompt =
          vector(
              (maths ? MATHS : POEM)
                  .formatted(random.nextInt(99), random.nextInt(99), random.nextInt(99)));
      double clever = random.nextDouble() < (maths ? .95 : .3) ? 1 : 0;
      double middling = random.nextDouble() < .6 ? 1 : 0;
      learner.learn(prompt, "clever", ModelOutcome.of(clever), 1);
      learner.learn(prompt, "middling", ModelOutcome.of(middling), 1);
    }
    return learner;
  }

  @Test
  void without_outcomes_the_prior_is_the_estimate() {
    var learner = new QualityLearner(name -> name.equals("large") ? .8 : .4);
    var estimate = learner.model().predict("large", vector("hello"));
    assertThat(estimate.mean()).isEqualTo(.8);
    assertThat(estimate.outcomes()).isZero();
    assertThat(learner.model().models()).isEmpty();
  }

  @Test
  void quality_follows_the_kind_of_prompt() {
    var model = learned(300).model();
    var maths = vector(MATHS.formatted(7, 8, 9));
    var poem = vector(POEM.formatted(7, 8, 9));
    assertThat(model.predict("clever", maths).mean()).isGreaterThan(.8);
    assertThat(model.predict("clever", poem).mean()).isLessThan(.45);
    assertThat(model.predict("middling", maths).mean()).isBetween(.4, .8);
    assertThat(model.models()).containsExactly("clever", "middling");
  }

  @Test
  void a_single_outcome_moves_the_estimate_a_little() {
    var learner = new QualityLearner(QualityPriors.EVEN);
    learner.learn(vector("hello"), "m", ModelOutcome.of(1), 1);
    double mean = learner.model().predict("m", vector("hello")).mean();
    assertThat(mean).isGreaterThan(.5).isLessThan(.9);
  }

  @Test
  void what_is_known_becomes_surer() {
    var prompt = vector("What is HTTP?");
    var learner = new QualityLearner(QualityPriors.EVEN);
    double before = learner.model().predict("m", prompt).deviation();
    for (int i = 0; i < 100; i++) {
      learner.learn(prompt, "m", ModelOutcome.of(1), 1);
    }
    assertThat(learner.model().predict("m", prompt).deviation()).isLessThan(before / 3);
    assertThat(learner.model().predict("m", prompt).outcomes()).isEqualTo(100);
  }

  @Test
  void a_model_that_is_not_asked_any_more_becomes_less_known() {
    var prompt = vector("What is HTTP?");
    var learner = new QualityLearner(QualityPriors.EVEN);
    for (int i = 0; i < 100; i++) {
      learner.learn(prompt, "left", ModelOutcome.of(1), 1);
    }
    double before = learner.model().predict("left", prompt).deviation();
    for (int i = 0; i < 1_000; i++) {
      learner.learn(prompt, "asked", ModelOutcome.of(1), 1);
    }
    var now = learner.model();
    assertThat(now.predict("left", prompt).deviation()).isBetween(2 * before, .3);
    assertThat(now.predict("left", prompt).mean()).isGreaterThan(.8);
    assertThat(now.predict("asked", prompt).deviation()).isLessThan(before);
  }

  @Test
  void outcomes_since_the_last_fit_count_at_once() {
    var learner = learned(300);
    var poem = vector(POEM.formatted(1, 2, 3));
    double before = learner.model().predict("clever", poem).mean();
    for (int i = 0; i < 40; i++) {
      learner.learn(poem, "clever", ModelOutcome.of(1), 1);
    }
    assertThat(learner.current().predict("clever", poem).mean()).isGreaterThan(before + .2);
  }

  @Test
  void a_weak_signal_counts_less() {
    var strong = new QualityLearner(QualityPriors.EVEN);
    var weak = new QualityLearner(QualityPriors.EVEN);
    var prompt = vector("hello");
    strong.learn(prompt, "m", ModelOutcome.of(0), 1);
    weak.learn(prompt, "m", ModelOutcome.of(0), .1);
    assertThat(weak.model().predict("m", prompt).mean())
        .isGreaterThan(strong.model().predict("m", prompt).mean());
    assertThatThrownBy(() -> weak.learn(prompt, "m", ModelOutcome.of(0), 0))
        .hasMessageContaining("weight: 0.0");
  }

  @Test
  void costs_and_latencies_are_means() {
    var learner = new QualityLearner(QualityPriors.EVEN);
    for (double cost : List.of(.1, .3)) {
      learner.learn(vector("hello"), "m", new ModelOutcome(1, cost, null), 1);
    }
    var standing = learner.model().standing("m");
    assertThat(standing.costUsd()).isCloseTo(.2, within(1e-9));
    assertThat(standing.latencyMs()).isNull();
    assertThat(standing.outcomes()).isEqualTo(2);
    assertThat(learner.model().standing("other")).isEqualTo(ModelStanding.UNKNOWN);
  }

  @Test
  void bytes_keep_everything() {
    var learner = learned(120);
    var prompt = vector(MATHS.formatted(4, 5, 6));
    var again = QualityLearner.of(learner.bytes(), QualityPriors.EVEN);
    assertThat(again.outcomes()).isEqualTo(learner.outcomes());
    assertThat(again.bytes()).isEqualTo(learner.bytes());
    assertThat(again.model().predict("clever", prompt).mean())
        .isCloseTo(learner.model().predict("clever", prompt).mean(), within(.02));
  }

  @Test
  void other_bytes_are_refused() {
    var bytes = learned(4).bytes();
    assertThatThrownBy(() -> QualityLearner.of(new byte[3], QualityPriors.EVEN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> QualityLearner.of(new byte[64], QualityPriors.EVEN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> QualityLearner.of(Arrays.copyOf(bytes, 40), QualityPriors.EVEN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_model_is_forgotten() {
    var learner = learned(60);
    assertThat(learner.forget("clever")).isTrue();
    assertThat(learner.forget("clever")).isFalse();
    assertThat(learner.model().models()).containsExactly("middling");
    assertThat(learner.model().predict("clever", vector("hello")).mean()).isEqualTo(.5);
  }

  @Test
  void the_same_outcomes_give_the_same_estimates() {
    var prompt = vector(POEM.formatted(3, 2, 1));
    assertThat(learned(100).model().predict("clever", prompt))
        .isEqualTo(learned(100).model().predict("clever", prompt));
  }

  @Test
  void outcomes_are_bounded() {
    var learner = new QualityLearner(QualityPriors.EVEN);
    var prompt = vector("hello");
    for (int i = 0; i < QualityLearner.MOST + 10; i++) {
      learner.learn(prompt, "m", ModelOutcome.of(1), 1);
    }
    assertThat(learner.outcomes()).isEqualTo(QualityLearner.MOST);
  }
}
