package dev.tutti.template.python;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;

/** View of a dictionary, from its {@code items()}, {@code keys()} or {@code values()}. */
public final class View extends AbstractCollection<Object> {
  private final String name;
  private final List<Object> elements;

  View(String name, List<Object> elements) {
    this.name = name;
    this.elements = elements;
  }

  /** The name that Python prints before the elements. */
  String name() {
    return name;
  }

  /** The elements in the dictionary's order. */
  List<Object> elements() {
    return elements;
  }

  @Override
  public Iterator<Object> iterator() {
    return elements.iterator();
  }

  @Override
  public int size() {
    return elements.size();
  }
}
