package dev.tutti.gateway.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.gateway.comparison.MeasureComparison.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What calls show of two versions, and what they do not. */
class VersionComparisonTest {
  private static final int SEEDS = 400;

  /** A version as it truly is. */
  private record Truth(double errors, double invalid, double millis, double dollars, double liked) {
    static final Truth PLAIN = new Truth(.06, .02, 800, .002, .7);

    List<CallOutcome> calls(Random random, int n) {
      return IntStream.range(0, n).mapToObj(_ -> call(random)).toList();
    }

    private CallOutcome call(Random random) {
      boolean invalid = random.nextDouble() < this.invalid;
      double size = Math.exp(random.nextGaussian());
      return new CallOutcome(
          invalid || random.nextDouble() < errors,
          invalid,
          random.nextDouble() < .01,
          millis * Math.exp(.7 * random.nextGaussian()),
          millis / 4 * Math.exp(.7 * random.nextGaussian()),
          dollars * size,
          1_000 * size,
          random.nextDouble() < .3 ? (random.nextDouble() < liked ? 1 : 0) : Double.NaN);
    }
  }

  private static Map<ComparedMeasure, Verdict> verdicts(List<CallOutcome> a, List<CallOutcome> b) {
    var verdicts = new EnumMap<ComparedMeasure, Verdict>(ComparedMeasure.class);
    VersionComparison.compare(a, b).forEach(each -> verdicts.put(each.measure(), each.verdict()));
    return verdicts;
  }

  private static boolean claims(Map<ComparedMeasure, Verdict> verdicts) {
    return verdicts.containsValue(Verdict.BETTER) || verdicts.containsValue(Verdict.WORSE);
  }

  /** 20 of 400 are promised; 33 are three standard deviations more. */
  @Test
  void of_two_versions_that_are_the_same_nothing_is_claimed_in_95_of_100_comparisons() {
    for (var sizes : List.of(List.of(60, 60), List.of(60, 700), List.of(1_000, 300))) {
      int claimed = 0;
      for (int seed = 0; seed < SEEDS; seed++) {
        var random = new Random(seed);
        var a = Truth.PLAIN.calls(random, sizes.getFirst());
        var b = Truth.PLAIN.calls(random, sizes.getLast());
        claimed += claims(verdicts(a, b)) ? 1 : 0;
      }
      assertThat(claimed).as("claims with %s calls", sizes).isLessThanOrEqualTo(33);
    }
  }

  @Test
  void what_differs_much_is_shown_with_its_direction() {
    var random = new Random(7);
    var plain = Truth.PLAIN.calls(random, 1_000);
    var other = new Truth(.2, .1, 1_600, .001, .9).calls(random, 1_000);
    var verdicts = verdicts(plain, other);
    for (var worse :
        List.of(
            ComparedMeasure.ERROR_RATE,
            ComparedMeasure.INVALID_OUTPUT,
            ComparedMeasure.TOTAL_P50,
            ComparedMeasure.TOTAL_P95,
            ComparedMeasure.FIRST_TOKEN_P50)) {
      assertThat(verdicts).containsEntry(worse, Verdict.WORSE);
    }
    assertThat(verdicts).containsEntry(ComparedMeasure.COST, Verdict.BETTER);
    assertThat(verdicts).containsEntry(ComparedMeasure.FEEDBACK, Verdict.BETTER);
    assertThat(verdicts).containsEntry(ComparedMeasure.TOKENS, Verdict.OPEN);
    var swapped = verdicts(other, plain);
    assertThat(swapped).containsEntry(ComparedMeasure.ERROR_RATE, Verdict.BETTER);
    assertThat(swapped).containsEntry(ComparedMeasure.FEEDBACK, Verdict.WORSE);
  }

  @Test
  void a_handful_of_calls_shows_nothing() {
    var random = new Random(1);
    var good = new Truth(0, 0, 100, .001, 1).calls(random, 3);
    var bad = new Truth(1, 0, 9_000, .1, 0).calls(random, 3);
    var verdicts = verdicts(good, bad);
    assertThat(claims(verdicts)).isFalse();
    assertThat(verdicts).containsEntry(ComparedMeasure.ERROR_RATE, Verdict.OPEN);
    assertThat(verdicts).containsEntry(ComparedMeasure.TOTAL_P95, Verdict.TOO_FEW);
    assertThat(verdicts).containsEntry(ComparedMeasure.COST, Verdict.TOO_FEW);
    assertThat(verdicts(List.of(), bad).values()).containsOnly(Verdict.TOO_FEW);
  }

  @Test
  void intervals_of_percentiles_hold_the_true_one_whatever_the_distribution() {
    int held = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      double[] values = random.doubles(500).map(each -> -Math.log(1 - each)).toArray();
      var interval = Estimate.percentile(values, .9).interval();
      double truth = Math.log(10);
      held += interval != null && interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    assertThat(held).isGreaterThanOrEqualTo(SEEDS - 8);
  }

  @Test
  void shares_and_means_are_what_was_seen_and_never_beyond_what_can_be() {
    var none = Estimate.share(0, 40);
    assertThat(none.value()).isZero();
    assertThat(none.interval()).isNotNull().extracting(Interval::low).isEqualTo(0.0);
    assertThat(Estimate.share(40, 40).interval()).extracting(Interval::high).isEqualTo(1.0);
    double[] values = IntStream.rangeClosed(1, 99).asDoubleStream().toArray();
    var mean = Estimate.mean(values);
    assertThat(mean.value()).isEqualTo(50);
    assertThat(mean.error()).isCloseTo(28.723 / Math.sqrt(99), within(.001));
    assertThat(Estimate.percentile(values, .5).value()).isEqualTo(50);
    assertThat(Estimate.percentile(values, .99).value()).isEqualTo(99);
  }

  @Test
  void what_callers_did_is_no_evidence_and_what_is_unknown_is_no_zero() {
    var kept = new ArrayList<String>();
    for (var outcome :
        List.of("completed", "invalid_output", "upstream_error", "cancelled", "budget_exceeded")) {
      CallOutcome.of(call(outcome, 1), null).ifPresent(_ -> kept.add(outcome));
    }
    assertThat(kept).containsExactly("completed", "invalid_output", "upstream_error");
    assertThat(CallOutcome.of(call("rate_limited", 0), null)).isEmpty();
    assertThat(CallOutcome.of(call("rate_limited", 3), null)).isPresent();
    var unpriced = new HashMap<>(call("completed", 1));
    unpriced.put("unpriced", 1L);
    assertThat(CallOutcome.of(unpriced, null).orElseThrow().cost()).isNaN();
    assertThat(CallOutcome.of(call("completed", 1), null).orElseThrow().feedback()).isNaN();
    var invalid = CallOutcome.of(call("invalid_output", 1), .25).orElseThrow();
    assertThat(invalid.failed() && invalid.invalid()).isTrue();
    assertThat(invalid.feedback()).isEqualTo(.25);
    assertThat(invalid.total()).isEqualTo(12.5);
  }

  private static Map<String, Object> call(String outcome, long attempts) {
    return Map.of(
        "outcome",
        outcome,
        "attempts",
        attempts,
        "unpriced",
        0L,
        "cost",
        new BigDecimal("0.001"),
        "total",
        new BigDecimal("12.5"),
        "input_tokens",
        9L,
        "output_tokens",
        2L);
  }
}
