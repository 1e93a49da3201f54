package dev.tutti.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KindTest {
  @ParameterizedTest
  @CsvSource({
    "50ms, PT0.05S",
    "30s, PT30S",
    "5m, PT5M",
    "1h, PT1H",
    "2d, PT48H",
    "1m30s, PT1M30S",
    "36500d, PT876000H"
  })
  void times_have_units(String text, Duration expected) {
    assertThat(Kind.duration().reading().apply(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"30", "30 s", "s", "-1s", "1.5s", "1w", "1S", "0s", "36501d", "1234567890s", ""})
  void what_is_no_time_is_refused(String text) {
    assertThat(Kind.duration().reading().apply(text)).isEmpty();
  }

  @Test
  void zero_is_a_time_only_when_said() {
    assertThat(Kind.durationOrZero().reading().apply("0s")).contains(Duration.ZERO);
    assertThat(Kind.durationOrZero().reading().apply("0")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1B, 1", "256KiB, 262144", "32MiB, 33554432", "999999999GiB, 1073741822926258176"})
  void sizes_have_units(String text, long expected) {
    assertThat(Kind.size(1, Long.MAX_VALUE).reading().apply(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"32", "32MB", "32M", "0B", "-1B", "1.5GiB", "1000000000GiB"})
  void what_is_no_size_is_refused(String text) {
    assertThat(Kind.size(1, 1L << 40).reading().apply(text)).isEmpty();
  }

  @Test
  void sizes_have_ranges() {
    var kind = Kind.size(512, 1 << 30);
    assertThat(kind.expected()).endsWith("from 512B to 1GiB");
    assertThat(kind.reading().apply("1GiB")).contains(1L << 30);
    assertThat(kind.reading().apply("511B")).isEmpty();
    assertThat(kind.reading().apply("2GiB")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x10", "1_000", "1e3", "9999999999", "99999999999999999999", "1.0", "٣"})
  void whole_numbers_are_decimal_and_fit(String text) {
    assertThat(Kind.integer(Integer.MIN_VALUE, Integer.MAX_VALUE).reading().apply(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {".5", "1e-3", "NaN", ".inf", "0.1.2", "1.01"})
  void numbers_have_digits_on_both_sides_of_the_point(String text) {
    assertThat(Kind.decimal(0, 1).reading().apply(text)).isEmpty();
  }

  @Test
  void features_add_their_own() {
    var url = Kind.of("a URL", URI.create("http://localhost"), URI::create);

    assertThat(url.reading().apply("http://h/v1")).contains(URI.create("http://h/v1"));
    assertThat(url.reading().apply("not a url")).isEmpty();
  }
}
