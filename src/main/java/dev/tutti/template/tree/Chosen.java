package dev.tutti.template.tree;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Those elements that meet a condition, looked for only when they are asked for. */
final class Chosen implements Iterator<Object> {
  private final Iterator<Object> all;
  private final BiPredicate<Object, Frame> meets;
  private final Frame frame;
  private @Nullable Object next;

  Chosen(Iterator<Object> all, BiPredicate<Object, Frame> meets, Frame frame) {
    this.all = all;
    this.meets = meets;
    this.frame = frame;
  }

  @Override
  public boolean hasNext() {
    while (next == null && all.hasNext()) {
      frame.meter().step();
      var each = all.next();
      next = meets.test(each, frame) ? each : null;
    }
    return next != null;
  }

  @Override
  public Object next() {
    var found = hasNext() ? next : null;
    next = null;
    if (found == null) {
      throw new NoSuchElementException();
    }
    return found;
  }
}
