package dev.tutti.resilience.limit;

import dev.tutti.call.Call;
import dev.tutti.resilience.limit.Bucket.Demand;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;

/**
 * Keeps the buckets that limits are counted in. A bucket comes into being full when it is first
 * taken from. Thread-safe; no method blocks.
 *
 * <p>{@link LocalRateLimiter} keeps them in this process. An adapter that shares them between
 * processes names them by {@link Bucket#name} and gets their size with every demand; it has to pass
 * the same contract test.
 */
public interface RateLimiter {

  /**
   * Takes from all buckets, or from none. Never takes more out of a bucket than it held at first
   * and what came back since.
   *
   * @return what came of it, on any thread; it does not fail: an adapter that cannot reach its
   *     store has to decide what to do
   */
  Future<Answer> reserve(List<Demand> demands);

  /** The same for a call, on its loop. */
  default Future<Answer> reserve(List<Demand> demands, Call call) {
    var reserved = reserve(demands);
    if (reserved.succeeded()) {
      return reserved;
    }
    Promise<Answer> here = Promise.promise();
    reserved.onComplete(result -> call.loop().run(() -> here.handle(result)));
    return here.future();
  }

  /** Puts back what was taken and not used; a bucket does not hold more than its size. */
  void giveBack(Demand unused);

  /**
   * Takes what was used beyond what had been taken, even when the bucket does not hold it: it then
   * owes it, and grants nothing until that has come back.
   */
  void charge(Demand used);

  /** Level of a bucket, as far as this process knows without asking anybody. */
  Level level(Bucket bucket);

  /** The buckets that have the least left of what they can hold, the emptiest first. */
  List<Level> emptiest(int most);

  /**
   * Level of a bucket at one moment.
   *
   * @param remaining what could be taken at once, not negative
   * @param reset how long until it is full, if nothing more is taken
   */
  record Level(Bucket bucket, long remaining, Duration reset) {
    static Level full(Bucket bucket) {
      return new Level(bucket, bucket.most(), Duration.ZERO);
    }

    /** Time until something can be taken again, if nothing more is; zero when it can now. */
    public Duration untilSome() {
      if (remaining > 0 || !bucket.measure().refills()) {
        return remaining > 0 ? Duration.ZERO : reset;
      }
      var rest = Duration.ofMinutes(1).multipliedBy(bucket.most() - 1).dividedBy(bucket.most());
      return reset.minus(rest);
    }

    /** The share that is left, 0 to 1. */
    public double share() {
      return (double) remaining / bucket.most();
    }
  }

  /** Answer to a demand. */
  sealed interface Answer {}

  /**
   * Everything was taken.
   *
   * @param levels what is left in each bucket, in the order of the demands
   */
  record Granted(List<Level> levels) implements Answer {}

  /**
   * Nothing was taken.
   *
   * @param demand what could not be had
   * @param level of its bucket
   * @param left how long until it can be had, if nobody else takes it; a guess where that depends
   *     on calls that are under way
   */
  record Refused(Demand demand, Level level, Duration left) implements Answer {}

  /**
   * Nothing was taken, because there are too many buckets to make another one.
   *
   * @param most how many there may be
   */
  record Crowded(int most) implements Answer {}
}
