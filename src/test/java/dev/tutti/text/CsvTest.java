package dev.tutti.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

  @Test
  void numbers_stay_numbers_and_texts_are_quoted_where_they_must() {
    assertThat(
            Csv.line(
                Arrays.asList(
                    "a", null, -5, new BigDecimal("0.000000001"), "x,y", "say \"so\"", true)))
        .isEqualTo("a,,-5,0.000000001,\"x,y\",\"say \"\"so\"\"\",true\r\n");
  }

  @Test
  void what_a_spreadsheet_takes_for_a_formula_is_a_text() {
    for (var text :
        List.of(
            "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201")) {
      assertThat(Csv.line(List.of(text))).isEqualTo("'" + text + "\r\n");
    }
    assertThat(Csv.line(List.of("\r=1"))).isEqualTo("\"'\r=1\"\r\n");
    assertThat(Csv.line(List.of("a=1", "b-2"))).isEqualTo("a=1,b-2\r\n");
  }
}
