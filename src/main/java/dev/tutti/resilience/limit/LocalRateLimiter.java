package dev.tutti.resilience.limit;

import dev.tutti.resilience.limit.Bucket.Demand;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in this process, bounded in number. A bucket that is full again is as good as none, so
 * each new one looks whether a few old ones can go; when all places are taken by buckets in use, a
 * new one is refused rather than an old one forgotten. Thread-safe.
 */
public final class LocalRateLimiter implements RateLimiter {
  /** Number of buckets that a process keeps. */
  public static final int MOST = 100_000;

  private static final int LOOKED_AT = 2;
  private static final int LOOKED_AT_WHEN_FULL = 200;

  private final TimeMeter time;
  private final int most;
  private final ConcurrentHashMap<String, Slot> slots = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final Object sweeping = new Object();
  private Iterator<Slot> sweep = slots.values().iterator();

  /**
   * @param nanos a ticker, as {@link System#nanoTime}
   * @param most how many buckets there may be, at least 1
   */
  public LocalRateLimiter(LongSupplier nanos, int most) {
    this.time = new Ticker(nanos);
    this.most = most;
  }

  @Override
  public Future<Answer> reserve(List<Demand> demands) {
    var levels = new ArrayList<Level>(demands.size());
    for (var demand : demands) {
      var taken = take(demand);
      if (taken == null || !taken.granted()) {
        demands.subList(0, levels.size()).forEach(this::giveBack);
        return Future.succeededFuture(
            taken == null ? new Crowded(most) : refusal(demand, taken, demands));
      }
      levels.add(taken.level(demand.bucket()));
    }
    return Future.succeededFuture(new Granted(levels));
  }

  private Slot.@Nullable Decision take(Demand demand) {
    return apply(
        demand.bucket(),
        slot -> {
          slot.resize(demand.bucket());
          return slot.take(demand.amount());
        });
  }

  /** The bucket that takes longest decides how long to wait. */
  private Answer refusal(Demand demand, Slot.Decision taken, List<Demand> demands) {
    var level = taken.level(demand.bucket());
    var longest = new Refused(demand, level, Duration.ofNanos(taken.left()));
    for (var other : demands.subList(demands.indexOf(demand) + 1, demands.size())) {
      var slot = slots.get(other.bucket().name());
      var wait = slot == null ? Duration.ZERO : Duration.ofNanos(slot.waitFor(other.amount()));
      if (slot != null && wait.compareTo(longest.left()) > 0) {
        longest = new Refused(other, slot.level(), wait);
      }
    }
    return longest;
  }

  @Override
  public void giveBack(Demand unused) {
    var slot = slots.get(unused.bucket().name());
    if (slot != null && unused.amount() > 0) {
      slot.giveBack(unused.amount());
    }
  }

  @Override
  public void charge(Demand used) {
    if (used.amount() > 0) {
      apply(
          used.bucket(),
          slot -> {
            slot.charge(used.amount());
            return used;
          });
    }
  }

  @Override
  public Level level(Bucket bucket) {
    var slot = slots.get(bucket.name());
    return slot == null ? Level.full(bucket) : slot.level();
  }

  @Override
  public List<Level> emptiest(int number) {
    return slots.values().stream()
        .map(Slot::level)
        .filter(level -> level.remaining() < level.bucket().most())
        .sorted(Comparator.comparingDouble(Level::share))
        .limit(number)
        .toList();
  }

  /** Number of buckets. */
  public int size() {
    return count.get();
  }

  /** Does something to a bucket's slot, again if that was retired meanwhile; null when crowded. */
  private <T> @Nullable T apply(Bucket bucket, Function<Slot, T> action) {
    while (true) {
      var slot = slots.get(bucket.name());
      if (slot == null) {
        slot = create(bucket);
      }
      if (slot == null) {
        return null;
      }
      var result = action.apply(slot);
      if (!slot.isRetired()) {
        return result;
      }
    }
  }

  private @Nullable Slot create(Bucket bucket) {
    sweep(LOOKED_AT);
    if (count.incrementAndGet() > most) {
      sweep(LOOKED_AT_WHEN_FULL);
      if (count.get() > most) {
        count.decrementAndGet();
        return null;
      }
    }
    var made = Slot.of(bucket, time);
    var other = slots.putIfAbsent(bucket.name(), made);
    if (other != null) {
      count.decrementAndGet();
      return other;
    }
    return made;
  }

  private void sweep(int number) {
    synchronized (sweeping) {
      for (int i = 0; i < number; i++) {
        if (!sweep.hasNext()) {
          sweep = slots.values().iterator();
        }
        if (!sweep.hasNext()) {
          return;
        }
        var slot = sweep.next();
        slot.retire(() -> forget(slot));
      }
    }
  }

  private void forget(Slot slot) {
    if (slots.remove(slot.bucket().name(), slot)) {
      count.decrementAndGet();
    }
  }

  private record Ticker(LongSupplier nanos) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanos.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
