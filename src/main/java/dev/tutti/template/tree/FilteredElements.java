package dev.tutti.template.tree;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Those elements that meet a condition, looked for only when they are asked for. */
final class FilteredElements implements Iterator<Object> {
  private final Iterator<Object> all;
  private final BiPredicate<Object, RenderContext> meets;
  private final RenderContext context;
  private @Nullable Object next;

  FilteredElements(
      Iterator<Object> all, BiPredicate<Object, RenderContext> meets, RenderContext context) {
    this.all = all;
    this.meets = meets;
    this.context = context;
  }

  @Override
  public boolean hasNext() {
    while (next == null && all.hasNext()) {
      context.meter().step();
      var each = all.next();
      next = meets.test(each, context) ? each : null;
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
