package dev.tutti.followup.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedWeightsTest {
  private static final double LEAST_PLAIN = .85;
  private static final double LEAST_TRAP = .70;

  @Test
  void text_and_weights_are_the_same() {
    var text = Weights.shipped().text();
    assertThat(Weights.parse(text).text()).isEqualTo(text);
    assertThat(text.length()).isLessThan(3 << 19);
  }

  @Test
  void weights_of_other_features_are_refused() {
    var text = Weights.shipped().text().replace("\nturns ", "\nturn ");
    assertThatThrownBy(() -> Classifier.of(Weights.parse(text)))
        .hasMessageContaining("other features");
    assertThatThrownBy(() -> Weights.parse(text.substring(0, 200)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void the_same_turns_give_the_same_weights_to_the_byte() {
    var turns = LabelledTurns.own("train");
    assertThat(new Trainer(turns).train().text()).isEqualTo(new Trainer(turns).train().text());
  }

  /** Pairs that the shipped weights were not trained on, half of them traps. */
  @Test
  void pairs_of_our_own_are_judged_well() {
    var pairs = LabelledTurns.own("test");
    var judge = new Judge(Weights.shipped());
    var predictions =
        judge.scores(pairs).stream()
            .map(score -> score.calibrated(judge.weights().calibration()))
            .toList();
    var byKind = Figures.by(predictions, LabelledTurn::kind);
    assertThat(pairs).hasSizeGreaterThan(300);
    assertThat(Figures.accuracy(byKind.getOrDefault("plain", List.of())))
        .isGreaterThan(LEAST_PLAIN);
    assertThat(Figures.accuracy(byKind.getOrDefault("trap", List.of()))).isGreaterThan(LEAST_TRAP);
  }
}
