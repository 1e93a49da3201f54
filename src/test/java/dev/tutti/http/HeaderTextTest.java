package dev.tutti.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "bob", "张三", "Ünal", "a\u00a0b", "😀"})
  void what_was_sent_as_utf_8_is_read_so(String text) {
    var read = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(HeaderText.of(read)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ünal", "caf\u00e9", "\u00ff", "张三"})
  void what_is_no_utf_8_stays(String text) {
    assertThat(HeaderText.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bob", "a b", "张三", "Ünal+1", "50%", "UTF-8''a", "a\nb", "😀"})
  void what_is_written_in_ascii_is_read_again(String text) {
    var value = HeaderText.value(text);
    assertThat(value.chars()).allMatch(c -> c >= ' ' && c < 0x7F);
    assertThat(HeaderText.of(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8''%", "UTF-8''%zz", "UTF-8''%FF"})
  void what_is_no_extended_value_stays(String value) {
    assertThat(HeaderText.of(value)).isEqualTo(value);
  }
}
