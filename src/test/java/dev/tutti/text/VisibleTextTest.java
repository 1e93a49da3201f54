package dev.tutti.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "\u001b[2J,[U+001B][2J",
        "\u009b2J,[U+009B]2J",
        "a\u202eb\u2066,a[U+202E]b[U+2066]",
        "a\u2028b,a[U+2028]b",
        "\ud83d,[U+D83D]",
        "Ann 号码 😀 é,Ann 号码 😀 é",
      })
  void what_cannot_be_seen_is_shown_as_its_number(String text, String visible) {
    assertThat(VisibleText.of(text)).isEqualTo(visible);
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "\u001b]52;c;eA==\u0007,[U+001B]]52;c;eA==[U+0007]",
        "a\u202eb\u2066,a[U+202E]b[U+2066]",
        "\ud83d,[U+D83D]",
        "می\u200cروم 👩\u200d🚀\tx\u200f,می\u200cروم 👩\u200d🚀\tx\u200f",
      })
  void words_of_any_language_stay_without_what_a_terminal_obeys(String text, String words) {
    assertThat(VisibleText.words(text)).isEqualTo(words);
  }

  @Test
  void words_keep_their_lines() {
    assertThat(VisibleText.words("one\ntwo\rthree")).isEqualTo("one\ntwo[U+000D]three");
  }
}
