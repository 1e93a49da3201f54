package dev.tutti.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static String redact(String text) {
    return Redaction.of(text, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "请联系 zhang.san@example.com.cn 谢谢, 请联系 [e-mail] 谢谢",
    "我的手机是13812345678。, 我的手机是[phone]。",
    "call +49 170 1234567 now, call [phone] now",
    "身份证11010519491231002X号, 身份证[id]号",
    "card 4111 1111 1111 1111 ok, card [card] ok",
    "card 4111-1111-1111-1111 ok, card [card] ok",
    "key sk-abc123DEF456ghi789, key ***",
    "Authorization: Bearer abc.def, Authorization: *** ***",
  })
  void personal_data_and_secrets_are_taken_out(String text, String redacted) {
    assertThat(redact(text)).isEqualTo(redacted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"头痛三天，体温38.5", "2026-03-01T12:00:00Z", "order 12345678", "3.14159265"})
  void what_is_none_of_it_stays(String text) {
    assertThat(redact(text)).isEqualTo(text);
  }

  @Test
  void an_operator_adds_patterns() {
    assertThat(Redaction.of("病历号12345", List.of(Pattern.compile("病历号\\d+"))))
        .isEqualTo("[redacted]");
  }

  @Test
  void long_hostile_texts_take_no_time() {
    for (var part : List.of("1", "1 ", "a@", "a.", "+1 ", "@a.a.")) {
      var text = part.repeat(35_000);
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> redact(text));
    }
  }
}
