package dev.tutti.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.report.MeasureUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COUNT | 40 | 0 10 20 30 40",
        "COUNT | 1 | 0 1",
        "COUNT | 2 | 0 1 2",
        "COUNT | 0 | 0 1",
        "TOKENS | 12345 | 0 5,000 10,000 15,000",
        "NUMBER | 0.0018 | 0 0.0005 0.001 0.0015 0.002",
        "DOLLARS | 1 | $0.00 $0.20 $0.40 $0.60 $0.80 $1.00",
        "DOLLARS | 0.0007 | $0.0000 $0.0002 $0.0004 $0.0006 $0.0008",
        "DOLLARS | 0 | $0.00 $0.20",
        "SHARE | 0.05 | 0 % 1 % 2 % 3 % 4 % 5 %",
        "MILLISECONDS | 4200 | 0 ms 1 s 2 s 3 s 4 s 5 s",
        "BYTES | 3000000 | 0 B 1 MiB 2 MiB 3 MiB",
      })
  void marks_are_round_and_differ(MeasureUnit unit, double greatest, String marks) {
    var axis = Axis.of(unit, greatest);
    assertThat(
            IntStream.rangeClosed(0, axis.steps())
                .mapToObj(i -> NumberText.mark(unit, axis.mark(i), axis.step()))
                .collect(Collectors.joining(" ")))
        .isEqualTo(marks);
    assertThat(axis.top()).isGreaterThanOrEqualTo(greatest);
  }
}
