package dev.tutti.template.python;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Elements that can be gone through once: what Python calls a generator, and what filters such as
 * {@code map} and {@code select} give. It has neither length nor items, and a second loop over it
 * finds nothing.
 */
public final class OneTimeIterable implements Iterator<Object> {
  private final Iterator<Object> rest;

  /** Goes through these elements. */
  public OneTimeIterable(List<Object> elements) {
    this.rest = elements.iterator();
  }

  @Override
  public boolean hasNext() {
    return rest.hasNext();
  }

  @Override
  public Object next() {
    return rest.next();
  }

  /** Everything that is left; nothing is afterwards. */
  List<Object> drain(Meter meter) {
    var all = new ArrayList<Object>();
    while (rest.hasNext()) {
      meter.step();
      all.add(rest.next());
    }
    return all;
  }
}
