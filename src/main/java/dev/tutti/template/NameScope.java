package dev.tutti.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Scope of names at a place of a template. A scope within another one holds only what is set in it,
 * so that a block costs as much as it sets, however many names there are around it.
 */
final class NameScope {
  private final @Nullable NameScope outer;
  private final int since;
  private final Map<String, Entry> own = new HashMap<>();
  private int changes;

  private NameScope(@Nullable NameScope outer, int since) {
    this.outer = outer;
    this.since = since;
  }

  /**
   * Value that a name stands for.
   *
   * @param part null for a value of the template's own
   */
  record Meaning(FreeNames.@Nullable Origin part) {
    static final Meaning OWN = new Meaning(null);

    Optional<FreeNames.Origin> origin() {
      return Optional.ofNullable(part);
    }

    /** For a place from which the name is seen before and after it is set to something else. */
    private Meaning unsettled() {
      return part != null && part.certain() ? OWN : this;
    }
  }

  private record Entry(Meaning meaning, int change) {}

  static NameScope outermost() {
    return new NameScope(null, Integer.MAX_VALUE);
  }

  /** A scope within this one. */
  NameScope inner() {
    return new NameScope(this, Integer.MAX_VALUE);
  }

  /**
   * A scope within this one for what was defined after a number of {@link #changes} and is used at
   * any time: names that have changed since are no longer certain.
   */
  NameScope inner(int since) {
    return new NameScope(this, since);
  }

  /** The number of times that a name of this scope has come to stand for something else. */
  int changes() {
    return changes;
  }

  /** The meaning of a name; empty when nothing is known of it. */
  Optional<Meaning> find(String name) {
    var entry = own.get(name);
    if (entry != null) {
      return Optional.of(entry.meaning);
    }
    for (var scope = this; scope.outer != null; scope = scope.outer) {
      var found = scope.outer.own.get(name);
      if (found != null) {
        boolean settled = found.change <= scope.since;
        return Optional.of(settled ? found.meaning : found.meaning.unsettled());
      }
    }
    return Optional.empty();
  }

  void set(String name, Meaning meaning) {
    if (!find(name).equals(Optional.of(meaning))) {
      own.put(name, new Entry(meaning, ++changes));
    }
  }

  /** The names that stand for something else than around this scope. */
  void forEach(BiConsumer<String, Meaning> action) {
    own.forEach((name, entry) -> action.accept(name, entry.meaning));
  }
}
