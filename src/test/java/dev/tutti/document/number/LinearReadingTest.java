package dev.tutti.document.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.document.CountedText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Work that numbers of hostile texts take: it grows as the text does, and no faster. */
class LinearReadingTest {
  private static final int LENGTH = 4_000;

  private static long work(String text) {
    return CountedText.looks(text, each -> NumberGrammar.folded(each, NumberSurroundings.NONE));
  }

  private static void assertLinear(long once, long twice) {
    assertThat(twice).isLessThan(once * 5 / 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1-",
        "1-1",
        "1 - ",
        "一",
        "一万一",
        "万一",
        "十分",
        "1,111",
        "1.111",
        "$-1 ($1 m) ",
        "一至",
        "1.1.1",
        "1/1/1",
        "2024-",
        "(",
        "1万",
        "1.",
        "第1-",
        "+1 ",
        "a1-",
        "a-",
        "halved ",
        "doubled, ",
        "一分之",
        "三成",
        "1e9",
        "到 ",
        "to  ",
        ": ",
        "1 ",
        "H1 ",
        "Q1 2024 ",
        "1月",
        "上半年",
        "in 2024 ",
        "first ",
        "12%",
        "(1%)",
        "of (1%) and ",
        "1 (1%) ",
        "one ",
        "$1",
        "-1"
      })
  void twice_the_text_takes_twice_the_work(String piece) {
    assertLinear(
        work(piece.repeat(LENGTH / piece.length())),
        work(piece.repeat(2 * LENGTH / piece.length())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ":;' ';x", ": $;' ';x", "第;' ';x", "1;' ';x", "(;' ';x", "first;' ';x", "fiscal;' ';x",
            "1 percentage;' ';x",
        "in;' ';x", "1;亿;''", "1;万;一", "v;1;''", "1.;1;.1", "+1;' ';x", "订单号;' ';x", "增到;' ';1"
      })
  void a_run_of_one_character_takes_work_by_its_length(String before, String run, String after) {
    assertLinear(
        work(before + run.repeat(LENGTH) + after), work(before + run.repeat(2 * LENGTH) + after));
  }

  @Test
  void captions_and_samples_without_end_are_looked_at_in_part() {
    var caption = new NumberSurroundings("万".repeat(100_000), "1".repeat(100_000), null, List.of());
    assertThat(NumberGrammar.read("5 and 6", caption)).hasSize(2);
    var samples = List.of("111 ".repeat(100_000) + ",", "1,5");
    assertThat(new NumberSurroundings(null, null, null, samples).decimalComma()).isFalse();
  }

  @Test
  void a_number_whose_scale_has_no_end_is_none() {
    assertThat(NumberGrammar.read("1" + "亿".repeat(100_000))).isEmpty();
    assertThat(NumberGrammar.read("3万亿元").getFirst().amount())
        .isEqualByComparingTo("3000000000000");
  }

  @Test
  void a_range_has_two_ends() {
    assertThat(NumberGrammar.read("1-1-1-1"))
        .extracting(each -> each.end() - each.start())
        .containsExactly(3, 3);
  }
}
