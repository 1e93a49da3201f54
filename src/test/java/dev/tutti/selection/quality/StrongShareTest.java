package dev.tutti.selection.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StrongShareTest {
  private static final double[] WEAK = {1, 0, 0, 1};
  private static final double[] STRONG = {1, 1, 1, 1};

  @Test
  void the_largest_gains_go_first() {
    var share = StrongShare.of(new double[] {0, 2, 1, 0}, WEAK, STRONG);
    assertThat(share.at95()).isEqualTo(.5);
    assertThat(share.apgr()).isCloseTo((.25 + .75 + 1 + 1) / 4, within(1e-9));
  }

  @Test
  void ties_go_in_the_order_of_the_prompts() {
    var share = StrongShare.of(new double[4], WEAK, STRONG);
    assertThat(share.at95()).isEqualTo(.75);
  }

  @Test
  void a_weak_model_that_is_enough_needs_no_strong_call() {
    assertThat(StrongShare.of(new double[2], new double[] {1, 1}, new double[] {1, 1}).at95())
        .isZero();
  }

  @Test
  void the_curve_goes_from_the_weak_to_the_strong_model() {
    var curve = StrongShare.of(new double[] {0, 2, 1, 0}, WEAK, STRONG).curve(.1, 1);
    assertThat(curve.getFirst().quality()).isEqualTo(.5);
    assertThat(curve.getFirst().cost()).isCloseTo(.1, within(1e-9));
    assertThat(curve.getLast().quality()).isEqualTo(1);
    assertThat(curve.getLast().cost()).isCloseTo(1, within(1e-9));
  }
}
