package dev.tutti.application.insight.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Slopes between all pairs of points, counted and ranked. Few points have their slopes sorted. With
 * more, the slopes above a value are counted as pairs in order after the line of that slope is
 * taken off, by merging in {@code O(n log n)}, and the median is found by halving: no memory grows
 * with the number of pairs.
 */
final class PairSlopes {
  private static final int SORTED = 400;
  private static final int SMALL = 12;
  private static final int HALVINGS = 200;
  private static final double CLOSE = 1e-13;
  private static final int MOST_LISTED = 20_000;
  private final double[] x;
  private final double[] y;

  /** Slopes between points whose places increase. */
  PairSlopes(double[] x, double[] y) {
    this.x = x;
    this.y = y;
  }

  /** Number of pairs whose slope is larger. */
  long above(double slope) {
    double[] off = new double[y.length];
    for (int i = 0; i < off.length; i++) {
      off[i] = y[i] - slope * x[i];
    }
    return rising(off, new double[off.length], 0, off.length);
  }

  /** Number of pairs whose slope is smaller. */
  long below(double slope) {
    double[] off = new double[y.length];
    for (int i = 0; i < off.length; i++) {
      off[i] = slope * x[i] - y[i];
    }
    return rising(off, new double[off.length], 0, off.length);
  }

  /** Pairs of which the later one is larger; sorts the values by the way. */
  private static long rising(double[] values, double[] room, int from, int to) {
    if (to - from <= SMALL) {
      return inserted(values, from, to);
    }
    int middle = (from + to) >>> 1;
    long count = rising(values, room, from, middle) + rising(values, room, middle, to);
    int smaller = from;
    for (int right = middle; right < to; right++) {
      while (smaller < middle && values[smaller] < values[right]) {
        smaller++;
      }
      count += smaller - from;
    }
    int left = from;
    int right = middle;
    for (int at = from; at < to; at++) {
      boolean takesLeft = left < middle && (right >= to || values[left] <= values[right]);
      room[at] = takesLeft ? values[left++] : values[right++];
    }
    System.arraycopy(room, from, values, from, to - from);
    return count;
  }

  private static long inserted(double[] values, int from, int to) {
    long count = 0;
    for (int i = from + 1; i < to; i++) {
      double value = values[i];
      int at = i;
      while (at > from && values[at - 1] > value) {
        values[at] = values[at - 1];
        at--;
      }
      values[at] = value;
      int smaller = at;
      while (smaller > from && values[smaller - 1] == value) {
        smaller--;
      }
      count += smaller - from;
    }
    return count;
  }

  /** Median slope; the mean of the two in the middle when their number is even. */
  double median() {
    int n = y.length;
    if (n <= SORTED) {
      return sortedMedian();
    }
    long pairs = (long) n * (n - 1) / 2;
    long rank = (pairs + 1) / 2;
    return ranked(rank, pairs % 2 == 1 ? rank : rank + 1, pairs);
  }

  private double sortedMedian() {
    int n = y.length;
    double[] slopes = new double[n * (n - 1) / 2];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        slopes[at++] = (y[j] - y[i]) / (x[j] - x[i]);
      }
    }
    Arrays.sort(slopes);
    int middle = slopes.length / 2;
    return slopes.length % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2;
  }

  /**
   * Mean of the slopes of two neighbouring ranks. The bracket around them is narrowed by
   * interpolation of the counts until few slopes are in it; these are listed and sorted. Where very
   * many are equal, it is halved to the last digits.
   */
  private double ranked(long rank, long next, long pairs) {
    double[] bracket = bracket(rank, next, pairs);
    double low = bracket[0];
    double high = bracket[1];
    double below = pairs - above(low);
    double within = pairs - above(high);
    for (int i = 0; i < HALVINGS && high - low > CLOSE * Math.abs(high); i++) {
      if (within - below <= MOST_LISTED) {
        double mean = listed(low, high, (int) (rank - below), (int) (next - below));
        return Double.isNaN(mean)
            ? (halved(rank, pairs, low, high) + halved(next, pairs, low, high)) / 2
            : mean;
      }
      double share = (rank - below) / (within - below);
      double off = Math.max(0.02, 1.0 / (i + 2)) * Math.min(share, 1 - share);
      double aim = i % 3 == 2 ? 0.5 : i % 3 == 0 ? share + off : share - off;
      double middle = low + (high - low) * Math.clamp(aim, 0.001, 0.999);
      if (middle <= low || middle >= high) {
        break;
      }
      double count = pairs - above(middle);
      if (count >= next) {
        high = middle;
        within = count;
      } else if (count < rank) {
        low = middle;
        below = count;
      } else {
        return (halved(rank, pairs, low, middle) + halved(next, pairs, middle, high)) / 2;
      }
    }
    return high;
  }

  /** Smallest slope between two that at least so many do not exceed, to the last digits. */
  private double halved(long rank, long pairs, double from, double to) {
    double low = from;
    double high = to;
    for (int i = 0; i < HALVINGS && high - low > CLOSE * Math.abs(high); i++) {
      double middle = low + (high - low) / 2;
      if (middle <= low || middle >= high) {
        break;
      }
      if (pairs - above(middle) >= rank) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /**
   * Mean of two ranks among the slopes above one and up to another, which are those of pairs that
   * change their order; NaN where very many are equal.
   */
  private double listed(double low, double high, int rank, int next) {
    Integer[] order = new Integer[y.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> y[i] - low * x[i]));
    List<Double> slopes = new ArrayList<>();
    int moves = 0;
    for (int i = 1; i < order.length; i++) {
      int moved = order[i];
      double key = y[moved] - high * x[moved];
      int at = i;
      double lowKey = y[moved] - low * x[moved];
      while (at > 0 && y[order[at - 1]] - high * x[order[at - 1]] >= key) {
        int other = order[at - 1];
        if (y[other] - low * x[other] < lowKey) {
          slopes.add((y[moved] - y[other]) / (x[moved] - x[other]));
        }
        order[at] = order[at - 1];
        at--;
        if (moves++ > 10 * MOST_LISTED) {
          return Double.NaN;
        }
      }
      order[at] = moved;
    }
    if (slopes.isEmpty()) {
      return high;
    }
    slopes.sort(null);
    int last = slopes.size() - 1;
    return (slopes.get(Math.clamp(rank - 1, 0, last)) + slopes.get(Math.clamp(next - 1, 0, last)))
        / 2;
  }

  /** Two slopes between which the wanted one lies, of a sample of pairs where that is so. */
  private double[] bracket(long rank, long next, long pairs) {
    double[] sample = sample();
    int place = (int) (sample.length * ((double) rank / pairs));
    int margin = sample.length / 80;
    double low = sample[Math.max(0, place - margin)];
    double high = sample[Math.min(sample.length - 1, place + margin)];
    if (pairs - above(low) < rank && pairs - above(high) >= next) {
      return new double[] {low, high};
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < y.length; i++) {
      double slope = (y[i] - y[i - 1]) / (x[i] - x[i - 1]);
      least = Math.min(least, slope);
      most = Math.max(most, slope);
    }
    return new double[] {Math.nextDown(least - Math.ulp(least)), most};
  }

  private double[] sample() {
    int n = y.length;
    double[] slopes = new double[20_000];
    long state = 1;
    for (int k = 0; k < slopes.length; k++) {
      state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
      int i = (int) ((state >>> 33) % n);
      state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
      int j = (int) ((state >>> 33) % (n - 1));
      j += j >= i ? 1 : 0;
      slopes[k] = (y[j] - y[i]) / (x[j] - x[i]);
    }
    Arrays.sort(slopes);
    return slopes;
  }
}
