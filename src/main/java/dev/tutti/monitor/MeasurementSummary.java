package dev.tutti.monitor;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Summary of measurements.
 *
 * @param count of them, at least 1
 * @param succeeded how many of them succeeded
 * @param mean of their latencies
 * @param deviation the standard deviation of their latencies, of the sample (n - 1)
 * @param median of their latencies, by the nearest rank, as {@code p95} and {@code max} are
 * @param inputTokens of all
 * @param outputTokens of all
 * @param effort memory and processor
 * @param trend what has changed from the first to the last
 */
public record MeasurementSummary(
    int count,
    int succeeded,
    Duration mean,
    Duration deviation,
    Duration median,
    Duration p95,
    Duration max,
    long inputTokens,
    long outputTokens,
    Effort effort,
    Trend trend) {

  /** Stands for all types; no type is called so. */
  public static final String ALL = "";

  /** Measurements that a trend compares, at either end. */
  static final int ENDS = 20;

  /** Share of those that succeeded, 0 to 1. */
  public double successRate() {
    return (double) succeeded / count;
  }

  /**
   * Memory and processor of those that were measured.
   *
   * @param meanMemory in bytes, 0 where none was measured
   * @param peakMemory in bytes
   * @param meanCpu share of all processors, 0 to 1
   */
  public record Effort(long meanMemory, long peakMemory, double meanCpu) {
    static Effort of(List<Measurement> all) {
      var memory = all.stream().flatMapToLong(each -> each.memory().stream()).summaryStatistics();
      var cpu = all.stream().flatMapToDouble(each -> each.cpu().stream()).average();
      return new Effort(
          Math.round(memory.getAverage()), Math.max(0, memory.getMax()), cpu.orElse(0));
    }
  }

  /**
   * Change from the first measurements to the last: 20 at either end, or half of those that there
   * are.
   *
   * @param size how many were compared at either end; 0 where there are too few
   */
  public record Trend(
      int size, Duration firstMean, Duration lastMean, double firstSuccess, double lastSuccess) {
    static Trend of(List<Measurement> all) {
      int size = Math.min(ENDS, all.size() / 2);
      var first = all.subList(0, size);
      var last = all.subList(all.size() - size, all.size());
      return new Trend(size, meanOf(first), meanOf(last), success(first), success(last));
    }

    private static double success(List<Measurement> some) {
      return some.stream().mapToInt(each -> each.succeeded() ? 1 : 0).average().orElse(0);
    }
  }

  /** Summaries by type, in the order of their names, and of all together by {@link #ALL}. */
  static Map<String, MeasurementSummary> byType(List<Measurement> all) {
    var types =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.subject().type(), TreeMap::new, Collectors.toList()));
    if (!all.isEmpty()) {
      types.put(ALL, all);
    }
    var summaries = new TreeMap<String, MeasurementSummary>();
    types.forEach((type, some) -> summaries.put(type, of(some)));
    return summaries;
  }

  /**
   * @param some in the order in which they ended; at least one
   */
  static MeasurementSummary of(List<Measurement> some) {
    var latencies = some.stream().mapToLong(each -> each.latency().toNanos()).sorted().toArray();
    return new MeasurementSummary(
        some.size(),
        (int) some.stream().filter(Measurement::succeeded).count(),
        meanOf(some),
        Duration.ofNanos(Math.round(deviation(latencies))),
        rank(latencies, 0.5),
        rank(latencies, 0.95),
        rank(latencies, 1),
        some.stream().mapToLong(each -> each.tokens().input()).sum(),
        some.stream().mapToLong(each -> each.tokens().output()).sum(),
        Effort.of(some),
        Trend.of(some));
  }

  private static Duration meanOf(List<Measurement> some) {
    var mean = some.stream().mapToLong(each -> each.latency().toNanos()).average();
    return Duration.ofNanos(Math.round(mean.orElse(0)));
  }

  private static double deviation(long[] nanos) {
    if (nanos.length < 2) {
      return 0;
    }
    double mean = Arrays.stream(nanos).average().orElse(0);
    double squares = Arrays.stream(nanos).mapToDouble(each -> (each - mean) * (each - mean)).sum();
    return Math.sqrt(squares / (nanos.length - 1));
  }

  /** The smallest value that at least this share of all does not exceed. */
  private static Duration rank(long[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return Duration.ofNanos(sorted[Math.max(1, rank) - 1]);
  }
}
