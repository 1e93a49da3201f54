package dev.tutti.selection.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RoutingUtilityTest {
  @Test
  void quality_alone_counts_at_the_top_of_the_knob() {
    assertThat(RoutingUtility.of(1, .02).of(.8, .02, 500)).isEqualTo(.8);
  }

  @Test
  void cost_decides_at_its_bottom() {
    var cheapest = RoutingUtility.of(0, .02);
    assertThat(cheapest.of(.1, .001, 0)).isGreaterThan(cheapest.of(1, .002, 0));
  }

  @Test
  void the_dearest_model_must_add_what_the_knob_says() {
    var half = RoutingUtility.of(.5, .02);
    assertThat(half.of(1, .02, 0)).isCloseTo(half.of(0, 0, 0), within(1e-9));
    var most = RoutingUtility.of(.75, .02);
    assertThat(most.of(.2, .02, 0)).isGreaterThan(most.of(.08, 0, 0));
    assertThat(most.of(.2, .02, 0)).isLessThan(most.of(.1, 0, 0));
  }

  @Test
  void models_without_a_price_are_compared_by_quality() {
    assertThat(RoutingUtility.of(.5, 0).of(.7, 0, 0)).isEqualTo(.7);
  }
}
