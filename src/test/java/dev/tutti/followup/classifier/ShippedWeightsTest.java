package dev.tutti.followup.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedWeightsTest {
  private static final double LEAST_PLAIN = .90;
  private static final double LEAST_TRAP = .77;

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

  /** 400 pairs that the shipped weights were not trained on, half of them traps. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void pairs_of_our_own_are_judged_well(String language) {
    var pairs =
        LabelledTurns.own("test").stream()
            .filter(each -> each.language().equals(language))
            .toList();
    var judge = new Judge(Weights.shipped());
    var predictions =
        judge.scores(pairs).stream()
            .map(score -> score.calibrated(judge.weights().calibration()))
            .toList();
    var byKind = Figures.by(predictions, LabelledTurn::kind);
    assertThat(byKind.getOrDefault("plain", List.of())).hasSizeGreaterThan(90);
    assertThat(byKind.getOrDefault("trap", List.of())).hasSizeGreaterThan(90);
    assertThat(Figures.accuracy(byKind.getOrDefault("plain", List.of())))
        .isGreaterThan(LEAST_PLAIN);
    assertThat(Figures.accuracy(byKind.getOrDefault("trap", List.of()))).isGreaterThan(LEAST_TRAP);
  }

  @Test
  void there_are_four_hundred_pairs_of_our_own_and_half_of_them_are_traps() {
    var pairs = LabelledTurns.own("test");
    assertThat(pairs).hasSize(400);
    assertThat(pairs).filteredOn(each -> each.kind().equals("trap")).hasSize(200);
  }
}
