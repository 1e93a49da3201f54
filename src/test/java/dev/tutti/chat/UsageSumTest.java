package dev.tutti.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.KnownFault;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is known of several answers together. */
class UsageSumTest {
  private static final Usage FLEX =
      Usage.of(9, 2).billed(BillingDetails.NONE.tier("flex").costing(42));

  @Test
  @KnownFault("GATEWAY-F13")
  void nothing_takes_nothing_away() {
    assertThat(FLEX.plus(Usage.NONE)).isEqualTo(FLEX);
    assertThat(Usage.NONE.plus(FLEX)).isEqualTo(FLEX);
    assertThat(Usage.NONE.plus(Usage.NONE)).isEqualTo(Usage.NONE);
    assertThat(Stream.of(FLEX, Usage.NONE, FLEX).reduce(Usage.NONE, Usage::plus))
        .isEqualTo(Usage.of(18, 4).billed(BillingDetails.NONE.tier("flex").costing(84)));
  }

  @Test
  void what_only_one_answer_says_is_not_known_of_both() {
    var both = FLEX.plus(Usage.of(1, 1));
    assertThat(both.billing().serviceTier()).isEmpty();
    assertThat(both.billing().cost()).isEmpty();
    assertThat(both.total()).isEqualTo(13);
  }
}
