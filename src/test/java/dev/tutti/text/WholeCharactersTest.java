package dev.tutti.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeCharactersTest {
  @ParameterizedTest
  @CsvSource({
    "abc,   3, abc, abc",
    "abc,   4, abc, abc",
    "abc,   2, ab,  bc",
    "abc,   0, '',  ''",
    "😀😀,  4, 😀😀, 😀😀",
    "😀😀,  3, 😀,  😀",
    "😀😀,  2, 😀,  😀",
    "😀😀,  1, '',  ''",
    "a😀b,  2, a,   b",
    "号码号, 2, 号码,  码号",
  })
  void no_character_is_parted(String text, int most, String first, String last) {
    assertThat(WholeCharacters.first(text, most)).isEqualTo(first);
    assertThat(WholeCharacters.last(text, most)).isEqualTo(last);
  }
}
