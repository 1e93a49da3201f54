package dev.tutti.document.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharacterMapBoundTest {
  private static void check(String map) throws IOException {
    CharacterMapBound.check(map.getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 beginbfrange <00000000> <7fffffff> <0041> endbfrange",
        "1 beginbfrange<00000000><7fffffff><0041>endbfrange",
        "1 beginbfrange % <0000> \n <00 00 00 00> <7F\nFFFFFF> <0041> endbfrange",
        "2 beginbfrange <01> <02> [<41> <42>] <000000> <ffffff> <0041> endbfrange",
        "1 beginbfrange <01> <02> <41> endbfrange 1 beginbfrange <0000> <7fffffff> <41>",
        "(beginbfrange) 1 beginbfrange <0> <7fffffff> <0041>",
      })
  void ranges_of_more_than_a_million_codes_are_refused(String map) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> check(map));
  }

  @Test
  void many_long_ranges_count_together() {
    var ranges = "<000000> <03ffff> <0041> ".repeat(4);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> check("4 beginbfrange " + ranges + "endbfrange"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange <00> <7f> <41>",
        "1 beginbfrange <0000> <ffff> <0000> endbfrange",
        "1 beginbfrange <0001> <0005> [<00660069> <00660066> <0066006600690041>] endbfrange",
        "1 beginbfrange <0001> <0005> <00660069> <0007> <0008> <00660066> endbfrange",
        "1 beginbfrange <01> <02> <41> endbfrange 2 beginbfchar <000000> <7fffffff> <01> <0041>",
        "1 beginbfrange (<00000000> <7fffffff> <41>) <01> <02> <41> endbfrange",
        "1 beginbfrange <00"
      })
  void usual_maps_are_read(String map) {
    assertThatCode(() -> check(map)).doesNotThrowAnyException();
  }
}
