package dev.tutti.application.decision.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CashFlowsTest {
  @Test
  void one_change_of_sign_has_one_rate_of_return() {
    CashFlows flows = flows(-1000, 500, 500, 500);

    assertThat(flows.npv()).isCloseTo(243.425995, within(1e-6));
    assertThat(flows.irr().orElseThrow()).isCloseTo(0.2337519, within(1e-6));
    assertThat(flows.irrRoots()).isEmpty();
    assertThat(flows.payback().orElseThrow()).isEqualTo(2.0);
    assertThat(flows.roi().orElseThrow()).isEqualTo(0.5);
  }

  @Test
  void several_changes_of_sign_have_all_roots_and_no_rate() {
    CashFlows flows = flows(-100, 230, -132);

    assertThat(flows.irr()).isEmpty();
    assertThat(flows.irrRoots()).hasSize(2);
    assertThat(flows.irrRoots().getFirst()).isCloseTo(0.1, within(1e-9));
    assertThat(flows.irrRoots().getLast()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void roots_that_touch_zero_are_found() {
    assertThat(flows(-100, 220, -121).irrRoots())
        .hasSize(1)
        .first()
        .satisfies(root -> assertThat(root).isCloseTo(0.1, within(1e-6)));
  }

  @Test
  void income_alone_has_no_rate_no_payback_and_no_return_on_investment() {
    CashFlows flows = flows(100, 50);

    assertThat(flows.irr()).isEmpty();
    assertThat(flows.mirr()).isEmpty();
    assertThat(flows.payback()).isEmpty();
    assertThat(flows.roi()).isEmpty();
  }

  @Test
  void a_rate_of_zero_is_not_negative_zero() {
    assertThat(Double.compare(flows(-200, 100, 100).irr().orElseThrow(), 0.0)).isZero();
  }

  @Test
  void payback_that_never_comes_is_empty() {
    assertThat(flows(-500, 50, 60, 70).payback()).isEmpty();
    assertThat(flows(-100, 60, 50).discountedPayback()).isEmpty();
  }

  @Test
  void the_longer_option_is_compared_with_zeros_in_place_of_missing_years() {
    assertThat(flows(-300, 200, 200, 10).beyond(flows(-100, 70)).flows())
        .containsExactly(-200.0, 130.0, 200.0, 10.0);
  }

  @Test
  void flows_that_are_no_numbers_are_refused_with_their_place() {
    assertThatThrownBy(() -> flows(-1, Double.NaN)).hasMessageContaining("cash_flows[1]: NaN");
    assertThatThrownBy(() -> new CashFlows(List.of(-1.0), -1))
        .hasMessageContaining("discount_rate: -1.0");
  }

  private static CashFlows flows(double... flows) {
    return new CashFlows(Arrays.stream(flows).boxed().toList(), 0.1);
  }
}
