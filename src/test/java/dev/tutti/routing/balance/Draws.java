package dev.tutti.routing.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How often each candidate was chosen. */
record Draws(Map<Candidate, Long> counts, long all) {

  static Draws of(int times, Supplier<Candidate> choice) {
    return of(Stream.generate(choice).limit(times));
  }

  static Draws of(Stream<Candidate> chosen) {
    var counts = chosen.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return new Draws(counts, counts.values().stream().mapToLong(each -> each).sum());
  }

  long count(Candidate candidate) {
    return counts.getOrDefault(candidate, 0L);
  }

  double share(Candidate candidate) {
    return (double) count(candidate) / all;
  }

  /**
   * Pearson's chi-square test: the shares are these, with an error of one in a thousand. The
   * critical value is Wilson and Hilferty's approximation.
   */
  void assertShares(List<Candidate> candidates, double... shares) {
    double statistic = 0;
    for (int i = 0; i < shares.length; i++) {
      double expected = all * shares[i];
      double off = count(candidates.get(i)) - expected;
      statistic += off * off / expected;
    }
    double k = shares.length - 1;
    double critical = k * Math.pow(1 - 2 / (9 * k) + 3.09 * Math.sqrt(2 / (9 * k)), 3);
    assertThat(statistic).as("chi-square of %s", counts).isLessThan(critical);
    assertThat(counts.keySet()).isSubsetOf(candidates);
  }
}
