package dev.tutti.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.report.MeasureUnit;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "COUNT; 1234567; 1,234,567",
        "SHARE; 0.98765; 98.8 %",
        "SHARE; -0; 0 %",
        "DOLLARS; 1234.567890123; $1,234.57",
        "DOLLARS; 0.012345; $0.0123",
        "DOLLARS; 0.000000001; $0.000000001",
        "DOLLARS; -2; -$2.00",
        "DOLLARS; 0; $0.00",
        "MILLISECONDS; 0.123; 0.123 ms",
        "MILLISECONDS; 250; 250 ms",
        "MILLISECONDS; 1930; 1.93 s",
        "MILLISECONDS; 90000; 1.5 min",
        "BYTES; 1023; 1,023 B",
        "BYTES; 1572864; 1.5 MiB",
        "TOKENS_PER_SECOND; 12.345; 12.3/s",
        "NUMBER; 3.14159; 3.14"
      })
  void people_read_numbers_rounded_and_with_their_units(
      MeasureUnit unit, String value, String text) {
    assertThat(NumberText.of(unit, new BigDecimal(value))).isEqualTo(text);
  }
}
