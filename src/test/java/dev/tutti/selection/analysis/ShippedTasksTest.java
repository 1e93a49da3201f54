package dev.tutti.selection.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShippedTasksTest {
  private static final double LEAST = .9;

  @Test
  void bytes_and_weights_are_the_same() {
    var bytes = TaskClassifier.shipped().bytes();
    assertThat(TaskClassifier.parse(bytes).bytes()).isEqualTo(bytes);
    assertThat(bytes.length).isLessThan(2 << 20);
  }

  @Test
  void other_bytes_are_refused() {
    assertThatThrownBy(() -> TaskClassifier.parse(new byte[7])).hasMessageContaining("7 bytes");
  }

  @Test
  void the_same_prompts_give_the_same_weights_to_the_byte() {
    var prompts = LabelledPrompts.own();
    assertThat(TaskTrainer.train(prompts).bytes()).isEqualTo(TaskTrainer.train(prompts).bytes());
  }

  @Test
  void prompts_of_our_own_are_known() {
    var analyzer = PromptAnalyzer.shipped();
    var prompts = LabelledPrompts.own();
    assertThat(
            prompts.stream()
                .filter(each -> each.accepted().contains(analyzer.analyze(each.text()).taskType()))
                .count())
        .isGreaterThan(Math.round(prompts.size() * LEAST));
  }

  @Test
  void probabilities_sum_to_one() {
    var probabilities = TaskClassifier.shipped().probabilities(TaskTrainer.features("hello"));
    double sum = 0;
    for (double each : probabilities) {
      sum += each;
    }
    assertThat(sum).isBetween(.999, 1.001);
  }
}
