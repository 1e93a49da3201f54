package dev.tutti.memory.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terms, names and dates of texts. */
class TermsTest {

  @ParameterizedTest
  @CsvSource({
    "paintings, painting",
    "painted, painting",
    "hobbies, hobby",
    "stopped, stopping",
    "moved, moving",
    "moves, moved",
    "Anna's, anna",
    "ＴＥＡ, tea",
    "don’t, don't"
  })
  void words_of_one_stem_are_one_term(String one, String other) {
    assertThat(Terms.of(Terms.fold(one))).isEqualTo(Terms.of(Terms.fold(other)));
  }

  @Test
  void chinese_has_characters_and_pairs_without_those_that_say_nothing() {
    assertThat(Terms.of("我的小猫")).containsExactly("小", "猫", "的小", "小猫");
  }

  @Test
  void any_characters_are_read_without_a_fault() {
    for (var text : new String[] {"", " ", "\uD800", "🙂🙂", "\u0000a", "'s", "١٢٣", "ꙮ'"}) {
      assertThat(Terms.of(Terms.fold(text))).isNotNull();
      assertThat(NamedDate.in(Terms.fold(text))).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "what happened on 8 May 2023, 2023, 5, 8",
    "on may 8th 2023 we met, 2023, 5, 8",
    "in August, 0, 8, 0",
    "2023年5月8日, 2023, 5, 8",
    "seen 2023-05-08, 2023, 5, 8",
    "1:56 pm on 8 May 2023, 2023, 5, 8",
    "in 2022, 2022, 0, 0",
    "room 12 and 7 cats, 0, 0, 0"
  })
  void dates_are_read_as_far_as_they_are_named(String text, int year, int month, int day) {
    assertThat(NamedDate.in(Terms.fold(text))).isEqualTo(new NamedDate(year, month, day));
  }

  @Test
  void a_moment_shares_the_parts_of_a_date_that_are_named() {
    var at = NamedDate.of(Instant.parse("2023-05-08T23:00:00Z"));
    assertThat(at.shared(new NamedDate(2023, 5, 0))).isEqualTo(2);
    assertThat(at.shared(new NamedDate(2022, 0, 8))).isEqualTo(1);
    assertThat(at.shared(NamedDate.NONE)).isZero();
  }

  @Test
  void bm25_is_lucenes() {
    // log(1 + (10 - 2 + 0.5) / (2 + 0.5)) * 3 * 2.2 / (3 + 1.2 * (1 - 0.75 + 0.75 * 20 / 10))
    double score = Bm25.rarity(10, 2) * new Bm25(1.2, 0.75).share(3, 20, 10);
    assertThat(score).isCloseTo(1.9174, within(1e-4));
  }
}
