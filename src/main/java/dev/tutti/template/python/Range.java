package dev.tutti.template.python;

import java.util.AbstractList;
import java.util.RandomAccess;

/** Python's {@code range}: integers that are counted, not kept. */
public final class Range extends AbstractList<Object> implements RandomAccess {
  private final long start;
  private final long stop;
  private final long step;
  private final int size;

  /**
   * Counts from {@code start} by {@code step} as long as {@code stop} is not reached.
   *
   * @param step not 0
   */
  public Range(long start, long stop, long step) {
    if (step == 0) {
      throw PythonError.type("the step of a range is 0 (expected: another number)");
    }
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.size = sizeOf(start, stop, step);
  }

  private static int sizeOf(long start, long stop, long step) {
    try {
      long way = Math.subtractExact(stop, start);
      long count = way == 0 || way < 0 != step < 0 ? 0 : (way - Long.signum(step)) / step + 1;
      return Math.toIntExact(count);
    } catch (ArithmeticException tooFar) {
      throw PythonError.budget("a range from %d to %d is too long".formatted(start, stop));
    }
  }

  @Override
  public Object get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return start + index * step;
  }

  @Override
  public int size() {
    return size;
  }

  /** The part from one index to another, as a range again. */
  Range part(int from, int to, int by) {
    return new Range(start + from * step, start + to * step, step * by);
  }

  /** The range as Python prints it. */
  String written() {
    var bounds = start + ", " + stop;
    return "range(" + (step == 1 ? bounds : bounds + ", " + step) + ")";
  }
}
