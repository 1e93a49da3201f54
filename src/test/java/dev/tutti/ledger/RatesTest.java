package dev.tutti.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Usage;
import dev.tutti.testing.KnownFault;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatesTest {
  private static final Rates MINI =
      rates("input", "0.15", "cached_input", "0.075", "output", "0.6");

  @Test
  void tokens_are_paid_by_their_kind() {
    var usage = new Usage(1_000, 200, 600, 0, 50, 0, 0, false);
    // 400 x 0.15 + 600 x 0.075 + 200 x 0.6 millionths of a dollar
    assertThat(MINI.cost(usage)).isEqualTo(new Cost.Known(225_000));
    assertThat(new Cost.Known(225_000).dollars()).isEqualByComparingTo("0.000225");
  }

  @Test
  void what_is_written_to_a_cache_has_its_own_price() {
    var sonnet = rates("input", "3", "cached_input", "0.3", "cache_write", "3.75", "output", "15");
    var usage = new Usage(10_000, 0, 4_000, 5_000, 0, 0, 0, false);
    assertThat(sonnet.cost(usage)).isEqualTo(new Cost.Known(3_000_000 + 1_200_000 + 18_750_000));
  }

  @Test
  void fractions_of_a_nano_dollar_are_rounded_once() {
    var cheap = rates("input", "0.0375", "output", "0.15");
    assertThat(cheap.cost(Usage.of(1, 0))).isEqualTo(new Cost.Known(38)); // 37.5
    assertThat(cheap.cost(Usage.of(2, 0))).isEqualTo(new Cost.Known(75));
  }

  @Test
  void sums_are_exact_where_doubles_are_not() {
    var tenth = rates("input", "0.1", "output", "0.2");
    assertThat(tenth.cost(Usage.of(3, 3))).isEqualTo(new Cost.Known(900));
    assertThat(tenth.cost(Usage.of(1_000_000_000, 0))).isEqualTo(new Cost.Known(100_000_000_000L));
  }

  @Test
  void an_answer_after_reasoning_may_have_its_own_price() {
    var plus = rates("input", "1", "output", "2", "reasoning_output", "8");
    assertThat(plus.cost(Usage.of(0, 1_000))).isEqualTo(new Cost.Known(2_000_000));
    assertThat(plus.cost(new Usage(0, 1_000, 0, 0, 1, 0, 0, false)))
        .isEqualTo(new Cost.Known(8_000_000));
  }

  @Test
  void audio_without_a_price_is_not_guessed() {
    var spoken = new Usage(1_000, 100, 0, 0, 0, 900, 0, false);
    assertThat(MINI.cost(spoken)).isEqualTo(Cost.UNKNOWN);
    var audio = rates("input", "1", "output", "2", "audio_input", "10");
    assertThat(audio.cost(spoken)).isEqualTo(new Cost.Known(100_000 + 9_000_000 + 200_000));
  }

  @Test
  @KnownFault("SECURITY-F9")
  void nonsense_is_cut_and_does_not_overflow() {
    assertThat(MINI.cost(Usage.of(Long.MAX_VALUE, 0)))
        .isEqualTo(MINI.cost(Usage.of(Usage.MOST, 0)));
    assertThat(
            ((Cost.Known) rates("input", "100000", "output", "1").cost(Usage.of(Usage.MOST, 9)))
                .nanoDollars())
        .isGreaterThan(1_000_000_000_000_000L);
    assertThat(MINI.cost(Usage.of(-5, 10))).isEqualTo(new Cost.Known(6_000));
    assertThat(MINI.cost(new Usage(10, 0, 20, 0, 0, 0, 0, false))).isEqualTo(new Cost.Known(1_500));
  }

  @Test
  void wrong_prices_are_named() {
    assertThatThrownBy(() -> rates("input", "1"))
        .hasMessage("price: output is missing (expected: a number)");
    assertThatThrownBy(() -> rates("input", "-1", "output", "2"))
        .hasMessage("price: -1 (expected: 0 to 100000 dollars)");
    assertThatThrownBy(() -> rates("inputs", "1", "output", "2"))
        .hasMessageStartingWith("price: inputs (expected: one of [audio_input, ");
  }

  static Rates rates(String... namesAndDollars) {
    var prices = new LinkedHashMap<String, BigDecimal>();
    for (int i = 0; i < namesAndDollars.length; i += 2) {
      prices.put(namesAndDollars[i], new BigDecimal(namesAndDollars[i + 1]));
    }
    return Rates.perMillion(Map.copyOf(prices));
  }
}
