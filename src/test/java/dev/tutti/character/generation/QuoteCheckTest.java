package dev.tutti.character.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuoteCheckTest {
  private static final String TEXT = "😀奈良今年31岁，在海上飞邮件。She says: “The sea keeps its letters.”";

  private static boolean isChecked(String quote) {
    var sources = Json.array();
    sources.addObject().put("quote", quote);
    return QuoteCheck.of(sources, TEXT).path(0).path("checked").asBoolean(false);
  }

  @Test
  void places_are_in_utf_16_units() {
    var sources = Json.array();
    sources.addObject().put("quote", "奈良");
    var checked = QuoteCheck.of(sources, TEXT).path(0);
    assertThat(checked.path("start").asInt()).isEqualTo(2);
    assertThat(checked.path("end").asInt()).isEqualTo(4);
  }

  /** One character of a true quote is another one. */
  @Test
  void planted_wrong_quotes_are_all_rejected() {
    long seed = 20_261_130;
    var random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      int from = 2 + random.nextInt(TEXT.length() - 10);
      var quote = TEXT.substring(from, from + 6).strip();
      assertThat(isChecked(quote)).as("seed %d, %s", seed, quote).isTrue();
      int at = random.nextInt(quote.length());
      var wrong = quote.substring(0, at) + '鱼' + quote.substring(at + 1);
      assertThat(isChecked(wrong)).as("seed %d, %s", seed, wrong).isFalse();
    }
  }

  @Test
  void what_is_empty_or_said_twice_counts_once_or_not_at_all() {
    var sources = Json.array().add("奈良").add("奈良").add("").add(7);
    assertThat(QuoteCheck.of(sources, TEXT)).hasSize(1);
  }
}
