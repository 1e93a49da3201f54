package dev.tutti.cooperation.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.cooperation.vote.weight.ConfidenceScale;
import dev.tutti.cooperation.vote.weight.PanelWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PanelWeightsTest {
  private static final long SEED = 4;

  private static PanelWeights learned(List<String> panel, List<LabelledQuestion> questions) {
    return PanelWeights.of(panel, TestingVotes.rows(questions), "");
  }

  @Test
  void nothing_is_known_of_few_outcomes() {
    var few = TestingVotes.questions(new Random(SEED), 9, .9, .5);
    assertThat(learned(List.of("m0", "m1"), few).isKnown()).isFalse();
  }

  @Test
  void who_is_right_more_often_weighs_more() {
    var weights =
        learned(
            List.of("m0", "m1", "m2"), TestingVotes.questions(new Random(SEED), 500, .9, .7, .4));
    assertThat(weights.weight("m0")).isGreaterThan(weights.weight("m1"));
    assertThat(weights.weight("m1")).isGreaterThan(weights.weight("m2"));
    assertThat(weights.reliability("m0")).hasValueCloseTo(.9, within(.05));
  }

  @Test
  void of_few_outcomes_weights_differ_less() {
    var many =
        learned(List.of("m0", "m1"), TestingVotes.questions(new Random(SEED), 1_000, .9, .5));
    var few = learned(List.of("m0", "m1"), TestingVotes.questions(new Random(SEED), 25, .9, .5));
    assertThat(few.weight("m0") - few.weight("m1"))
        .isLessThan(many.weight("m0") - many.weight("m1"));
  }

  @Test
  void members_that_err_together_weigh_less_than_one_that_errs_alone() {
    var questions = new ArrayList<LabelledQuestion>();
    for (var each : TestingVotes.questions(new Random(SEED), 600, .7, .7)) {
      var answers = new ArrayList<>(each.answers());
      answers.add(MemberAnswer.of("twin", answers.getFirst().text())); // always as m0
      questions.add(new LabelledQuestion(each.id(), "", each.taskType(), each.gold(), answers));
    }
    var weights = learned(List.of("m0", "m1", "twin"), questions);
    assertThat(weights.weight("m0")).isLessThan(.75 * weights.weight("m1"));
    assertThat(weights.weight("m0") + weights.weight("twin"))
        .isLessThan(1.5 * weights.weight("m1"));
  }

  @Test
  void a_type_of_tasks_with_outcomes_enough_has_weights_of_its_own() {
    var questions = new ArrayList<>(TestingVotes.questions(new Random(SEED), 300, .9, .4));
    for (var each : TestingVotes.questions(new Random(SEED + 1), 300, .4, .9)) {
      questions.add(
          new LabelledQuestion("other" + each.id(), "", "law", each.gold(), each.answers()));
    }
    var rows = TestingVotes.rows(questions);
    var law = PanelWeights.of(List.of("m0", "m1"), rows, "law");
    var quiz = PanelWeights.of(List.of("m0", "m1"), rows, "quiz");
    assertThat(law.weight("m1")).isGreaterThan(law.weight("m0"));
    assertThat(quiz.weight("m0")).isGreaterThan(quiz.weight("m1"));
  }

  @Test
  void calibration_never_falls_and_lies_between_zero_and_one() {
    var random = new Random(SEED);
    var samples = new ArrayList<ConfidenceScale.Sample>();
    for (int i = 0; i < 500; i++) {
      double raw = random.nextDouble();
      samples.add(new ConfidenceScale.Sample(raw, random.nextDouble() < raw * raw));
    }
    var scale = ConfidenceScale.of(samples);
    double before = 0;
    for (int i = 0; i <= 100; i++) {
      double now = scale.of(i / 100.0);
      assertThat(now).as("seed %d", SEED).isBetween(before, 1.0);
      before = now;
    }
    assertThat(scale.of(.5)).isBetween(.15, .35);
  }
}
