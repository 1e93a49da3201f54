package dev.tutti.token.learned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.ChatRequest;
import org.junit.jupiter.api.Test;

class ForecastRatiosTest {
  private static final ChatRequest REQUEST =
      ChatRequest.builder("m").user("word ".repeat(100)).build();

  private final ForecastRatios ratios = new ForecastRatios(2);

  @Test
  void a_model_of_which_nothing_is_known_is_forecast_as_ever() {
    assertThat(ratios.forecast("m", REQUEST)).isEqualTo(REQUEST.promptForecast());
  }

  @Test
  void a_forecast_comes_to_what_is_reported() {
    long reported = REQUEST.promptForecast() * 2;
    ratios.learn("m", REQUEST, reported);
    assertThat(ratios.forecast("m", REQUEST)).isEqualTo(reported);
    for (int i = 0; i < 200; i++) {
      ratios.learn("m", REQUEST, reported / 2);
    }
    assertThat(ratios.forecast("m", REQUEST)).isEqualTo(reported / 2);
  }

  @Test
  void nonsense_moves_it_within_bounds() {
    ratios.learn("m", REQUEST, 1_000_000);
    assertThat(ratios.forecast("m", REQUEST)).isEqualTo(4 * REQUEST.promptForecast());
    ratios.learn("n", REQUEST, 0);
    assertThat(ratios.forecast("n", REQUEST)).isBetween(1L, REQUEST.promptForecast() / 4 + 1);
  }

  @Test
  void one_model_too_many_is_not_learned_of() {
    ratios.learn("a", REQUEST, 1);
    ratios.learn("b", REQUEST, 1);
    ratios.learn("c", REQUEST, 1);
    assertThat(ratios.forecast("c", REQUEST)).isEqualTo(REQUEST.promptForecast());
  }
}
