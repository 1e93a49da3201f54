package dev.tutti.template.python;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** An immutable sequence that prints in parentheses and is never equal to a list. */
public final class Tuple extends AbstractList<Object> implements RandomAccess {
  private final List<Object> items;
  private final List<String> names;

  private Tuple(List<Object> items, List<String> names) {
    this.items = items;
    this.names = names;
  }

  /** A tuple of these items. */
  public static Tuple of(Object... items) {
    return new Tuple(List.of(items), List.of());
  }

  /** A tuple of these items. */
  public static Tuple of(List<Object> items) {
    return new Tuple(List.copyOf(items), List.of());
  }

  /** One group of {@code groupby}, whose items have names as well. */
  public static Tuple group(Object grouper, List<Object> list) {
    return new Tuple(List.of(grouper, list), List.of("grouper", "list"));
  }

  /** The names of the items, as far as they have some. */
  List<String> names() {
    return names;
  }

  @Override
  public Object get(int index) {
    return items.get(index);
  }

  @Override
  public int size() {
    return items.size();
  }
}
