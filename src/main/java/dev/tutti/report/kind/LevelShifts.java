package dev.tutti.report.kind;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Days at which the level of a series has changed for good. The median of the week after a day is
 * compared with that of the week before it; a difference counts when it is more than four times
 * what values usually differ from their week's median (the median absolute deviation, scaled to a
 * standard deviation), and more than a tenth. Of days beside each other the one with the greatest
 * difference is told. Medians of whole weeks see neither the weekend nor a single spike.
 */
final class LevelShifts {
  /** Days on each side. */
  static final int SIDE = 7;

  private static final double NORMAL = 1.4826; // standard deviations in an absolute deviation
  private static final double TIMES = 4;
  private static final double LEAST = 0.1;

  private LevelShifts() {}

  /**
   * Change of a level.
   *
   * @param at the first day of the new level, from 0
   */
  record LevelShift(int at, double before, double after) {
    private double size() {
      return Math.abs(after - before);
    }
  }

  /** The changes in a series of days, the first one first; a missing value counts as none. */
  static List<LevelShift> in(List<Optional<BigDecimal>> values) {
    var found = new ArrayList<LevelShift>();
    for (int at = SIDE; at + SIDE <= values.size(); at++) {
      var shift = at(values, at);
      if (shift.isPresent()) {
        add(found, shift.get());
      }
    }
    return found;
  }

  private static void add(List<LevelShift> found, LevelShift shift) {
    boolean near = !found.isEmpty() && shift.at - found.getLast().at < SIDE;
    if (!near) {
      found.add(shift);
    } else if (shift.size() > found.getLast().size()) {
      found.set(found.size() - 1, shift);
    }
  }

  private static Optional<LevelShift> at(List<Optional<BigDecimal>> values, int at) {
    var before = known(values.subList(at - SIDE, at));
    var after = known(values.subList(at, at + SIDE));
    if (before.length < SIDE || after.length < SIDE) {
      return Optional.empty();
    }
    double was = median(before);
    double is = median(after);
    double usual = NORMAL * Math.max(deviation(before, was), deviation(after, is));
    boolean great =
        Math.abs(is - was) > TIMES * usual && Math.abs(is - was) > LEAST * Math.max(was, is);
    return great ? Optional.of(new LevelShift(at, was, is)) : Optional.empty();
  }

  private static double[] known(List<Optional<BigDecimal>> values) {
    return values.stream().flatMap(Optional::stream).mapToDouble(BigDecimal::doubleValue).toArray();
  }

  private static double median(double[] values) {
    var sorted = DoubleStream.of(values).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static double deviation(double[] values, double median) {
    return median(DoubleStream.of(values).map(each -> Math.abs(each - median)).toArray());
  }
}
