package dev.tutti.template.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names and their values. What is set in a scope is seen in the scopes within it, not outside.
 * Names set by templates are interned, so that a scope of few names needs no hashing; one of many
 * keeps the others in a hash table.
 */
public final class VariableScope {
  private static final int FEW = 16;

  private final @Nullable VariableScope outer;
  private final Map<String, Object> given;
  private String[] names = new String[4];
  private Object[] values = new Object[4];
  private int size;
  private Map<String, Object> more = Map.of();

  private VariableScope(@Nullable VariableScope outer, Map<String, Object> given) {
    this.outer = outer;
    this.given = given;
  }

  /** A scope around everything, with these names. */
  static VariableScope outermost(Map<String, Object> given) {
    return new VariableScope(null, given);
  }

  /** A scope within this one, with these names. */
  public VariableScope with(Map<String, Object> more) {
    return new VariableScope(this, more);
  }

  /** An empty scope within this one. */
  public VariableScope inner() {
    return new VariableScope(this, Map.of());
  }

  @Nullable Object find(String name) {
    for (var scope = this; scope != null; scope = scope.outer) {
      var found = scope.value(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * The value that is set in this scope itself.
   *
   * @param name interned
   */
  Optional<Object> own(String name) {
    int index = index(name);
    return Optional.ofNullable(index >= 0 ? values[index] : more.get(name));
  }

  private @Nullable Object value(String name) {
    int index = index(name);
    if (index >= 0) {
      return values[index];
    }
    var found = more.isEmpty() ? null : more.get(name);
    return found != null ? found : given.get(name);
  }

  @SuppressWarnings("ReferenceEquality")
  private int index(String name) {
    for (int i = 0; i < size; i++) {
      if (names[i] == name) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Sets a name in this scope.
   *
   * @param name interned
   */
  void set(String name, Object value) {
    int index = index(name);
    if (index >= 0) {
      values[index] = value;
    } else if (size < FEW) {
      add(name, value);
    } else {
      more = more.isEmpty() ? new LinkedHashMap<>() : more;
      more.put(name, value);
    }
  }

  private void add(String name, Object value) {
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    names[size] = name;
    values[size++] = value;
  }

  /** The names set in this scope itself. */
  Collection<String> ownNames() {
    var all = new ArrayList<>(Arrays.asList(names).subList(0, size));
    all.addAll(more.keySet());
    return all;
  }

  /** All names that can be seen from here. */
  Collection<String> visibleNames() {
    var all = new LinkedHashSet<String>();
    for (var scope = this; scope != null; scope = scope.outer) {
      all.addAll(scope.ownNames());
      all.addAll(scope.given.keySet());
    }
    return all;
  }
}
