package dev.tutti.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Patience;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyMaskTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Incorrect API key provided: sk-proj-s3cr3tvalue. See",
        "Incorrect API key provided: s3cr3tvalue",
        "header Authorization: Bearer s3cr3tvalue was wrong",
        "key gsk_s3cr3tvalue is unknown",
        "AIzaSyS3cr3tvalue0123456789",
        "\"api_key\": \"s3cr3tvalue\"",
        "in organization org-s3cr3tvalue on tokens",
        "API key ID: s3cr3tvalue, Model: m"
      })
  void hides_what_could_be_a_key(String words) {
    assertThat(KeyMask.hide(words)).doesNotContainIgnoringCase("s3cr3tvalue").contains("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The model `gpt-4o-mini` does not exist",
        "Unsupported parameter: 'max_tokens' is not supported",
        "Item 'rs_68c42de022' was provided without its item",
        "max_tokens: 5000 is too large",
        "messages[0].role does not support 'system'"
      })
  void leaves_other_words_alone(String words) {
    assertThat(KeyMask.hide(words)).isEqualTo(words);
  }

  @Test
  void is_quick_about_hostile_words() {
    var hostile = "sk-".repeat(20_000) + "api key ".repeat(5_000);
    Assertions.assertTimeoutPreemptively(Patience.LIMIT, () -> KeyMask.hide(hostile));
  }
}
