package dev.tutti.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tutti.chat.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEscapesTest {
  @ParameterizedTest
  @CsvSource({
    "\\u53f7\\u780113800138000, 号码[phone]",
    "bob\\u0040example.com, [e-mail]",
    "\\u002B49 170 1234567, [phone]",
    "\\u002213800138000\\u0022, \\\"[phone]\\\"",
    "\\u000913800138000, \\t[phone]",
    "\\u001013800138000, \ufffd[phone]",
    "{\\\"to\\\": \\\"bob\\\\u0040example.com\\\"}, {\\\"to\\\": \\\"[e-mail]\\\"}",
    "\\\\u780113800138000, 码[phone]",
    "\\ud83d\\ude0013800138000, 😀[phone]",
    "http:\\/\\/x, http://x",
    "cut \\u53f, cut \\u53f",
  })
  void escapes_hide_nothing_from_redaction(String json, String redacted) {
    assertThat(Redaction.of(JsonEscapes.replaced(json), List.of())).isEqualTo(redacted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\u0022 \\u005c \\u000a \\ud83d\\ude00 \\/ \\ud83d \\u00e9\"",
        "\"\\\\\\u0041 \\\\\\/ C:\\\\temp \\n\"",
        "{\"a\":\"{\\u0022b\\u0022:\\u0022\\u005c\\u005c\\u0022}\"}"
      })
  void the_meaning_stays(String json) {
    assertThat(Json.tree(JsonEscapes.replaced(json))).isEqualTo(Json.tree(json));
  }

  @Test
  void long_hostile_texts_take_no_time() {
    for (var part : List.of("\\", "\\\\u", "\\u0022", "\\ud83d", "\\u005c")) {
      var text = part.repeat(200_000);
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> JsonEscapes.replaced(text));
    }
  }
}
