package dev.tutti.alert.engine;

import dev.tutti.alert.rule.GroupLabels;
import dev.tutti.alert.rule.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Registry of what knows the values of gauges. Thread-safe. */
public final class Gauges {
  private static final Duration RECENT = Duration.ofMinutes(10);

  private final Map<AlertGauge, Source> sources = new ConcurrentHashMap<>();

  /** Source of the groups of one gauge. May block. */
  @FunctionalInterface
  public interface Source {
    /** The groups at this moment. */
    List<GroupSample> read(Instant now);
  }

  /** Says who knows a gauge. */
  public Gauges with(AlertGauge gauge, Source source) {
    sources.put(gauge, source);
    return this;
  }

  /** Says who knows a gauge without groups. */
  public Gauges with(AlertGauge gauge, DoubleSupplier value) {
    return with(
        gauge,
        _ -> List.of(new GroupSample(GroupLabels.NONE, Observation.of(value.getAsDouble()))));
  }

  /** Says who counts something, of which the last ten minutes are watched. */
  public Gauges withCounter(AlertGauge gauge, LongSupplier count) {
    var recent = new Increase();
    return with(
        gauge,
        now ->
            List.of(
                new GroupSample(
                    GroupLabels.NONE,
                    Observation.of((double) recent.since(count.getAsLong(), now)))));
  }

  /** Counts of the last ten minutes. */
  private static final class Increase {
    private final Deque<Point> points = new ArrayDeque<>();

    private record Point(Instant at, long count) {}

    synchronized long since(long count, Instant now) {
      while (!points.isEmpty() && points.peek().at.isBefore(now.minus(RECENT))) {
        points.remove();
      }
      long before = points.isEmpty() ? count : points.peek().count;
      points.add(new Point(now, count));
      return count - before;
    }
  }

  List<GroupSample> read(AlertGauge gauge, Instant now) {
    var source = sources.get(gauge);
    return source == null ? List.of() : source.read(now);
  }
}
