package dev.tutti.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.HdrHistogram.Histogram;

/** Percentiles of any durations are at most 1 % off, and those of HdrHistogram. */
class DistributionPropertyTest {
  static final long LONGEST = 400L * 24 * 3_600 * 1_000_000; // microseconds

  private static DistributionBuilder of(List<Long> values) {
    var builder = new DistributionBuilder();
    values.forEach(builder::add);
    return builder;
  }

  @Property
  void percentiles_are_at_most_one_percent_more_than_those_of_sorted_rows(
      @ForAll @Size(min = 1, max = 300) List<@LongRange(min = 0, max = LONGEST) Long> values,
      @ForAll @DoubleRange(min = 0.1, max = 100) double percent) {
    var sorted = values.stream().sorted().toList();
    long exact = sorted.get((int) Math.max(1, Math.ceil(sorted.size() * percent / 100)) - 1);
    long found = of(values).build().percentile(percent).orElseThrow();
    assertThat(found).isBetween(exact, exact + exact / 100);
  }

  @Property
  void they_are_those_of_a_histogram_of_two_digits(
      @ForAll @Size(min = 1, max = 300) List<@LongRange(min = 0, max = LONGEST) Long> values,
      @ForAll @DoubleRange(min = 0.1, max = 100) double percent) {
    var histogram = new Histogram(2);
    values.forEach(histogram::recordValue);
    var distribution = of(values).build();
    for (double each : List.of(percent, 50.0, 95.0, 99.0)) {
      assertThat(distribution.percentile(each).orElseThrow())
          .isEqualTo(histogram.getValueAtPercentile(each));
    }
  }

  @Property
  void parts_add_up_however_they_are_put_together(
      @ForAll @Size(max = 100) List<@LongRange(min = 0, max = LONGEST) Long> some,
      @ForAll @Size(max = 100) List<@LongRange(min = 0, max = 2_000) Long> others) {
    var written = Varints.empty();
    of(others).write(written);
    var whole = of(some);
    whole.addWritten(Varints.of(written.written()));
    var built = of(some).build().plus(of(others).build());
    for (var each : List.of(whole.build(), built)) {
      assertThat(each.count()).isEqualTo(some.size() + others.size());
      assertThat(each.sum())
          .isEqualTo(
              some.stream().mapToLong(v -> v).sum() + others.stream().mapToLong(v -> v).sum());
      assertThat(each.percentile(50)).isEqualTo(whole.build().percentile(50));
    }
  }

  @Property
  void numbers_are_read_as_they_were_written(@ForAll List<Long> numbers) {
    var to = Varints.empty();
    numbers.forEach(to::put);
    var from = Varints.of(to.written());
    assertThat(numbers).allSatisfy(each -> assertThat(from.next()).isEqualTo(each));
  }
}
