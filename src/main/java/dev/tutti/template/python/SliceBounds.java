package dev.tutti.template.python;

import java.util.function.IntConsumer;

/**
 * Bounds of a slice in a sequence of some length.
 *
 * @param from the first index
 * @param to the index before which it ends
 * @param by from one index to the next; not 0
 */
record SliceBounds(int from, int to, int by) {
  static SliceBounds of(Object start, Object stop, Object step, int size) {
    long by = step == None.NONE ? 1 : index(step);
    if (by == 0) {
      throw PythonError.type("the step of a slice is 0 (expected: another number)");
    }
    int lowest = by < 0 ? -1 : 0;
    int highest = by < 0 ? size - 1 : size;
    int from = start == None.NONE ? by < 0 ? highest : 0 : within(start, size, lowest, highest);
    int to = stop == None.NONE ? by < 0 ? -1 : size : within(stop, size, lowest, highest);
    return new SliceBounds(from, to, Math.clamp(by, -Integer.MAX_VALUE, Integer.MAX_VALUE));
  }

  private static int within(Object bound, int size, int lowest, int highest) {
    long index = index(bound);
    return (int) Math.clamp(index < 0 ? index + size : index, (long) lowest, (long) highest);
  }

  private static long index(Object bound) {
    if (!Numbers.isInteger(bound)) {
      throw PythonError.type(Types.name(bound) + " as a bound of a slice (expected: an integer)");
    }
    return Numbers.integer(bound);
  }

  void forEach(IntConsumer each) {
    for (long i = from; by > 0 ? i < to : i > to; i += by) {
      each.accept((int) i);
    }
  }
}
