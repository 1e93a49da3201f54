package dev.tutti.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A piece of a YAML text that knows where it stands. */
sealed interface YamlNode {

  Place place();

  /** Whether it is as good as not written. */
  static boolean isNothing(YamlNode node) {
    return node instanceof Scalar scalar && scalar.isNothing();
  }

  /**
   * A text, number, flag or nothing: what it is depends on who asks.
   *
   * @param text after the environment was put in
   * @param plain whether it was written without quotes
   * @param variables the variables in it, such as {@code ${PORT}}
   * @param written the text before the environment was put in
   * @param broken whether a problem with it is already known, so that no second one is reported
   */
  record Scalar(
      Place place,
      String text,
      boolean plain,
      List<String> variables,
      String written,
      boolean broken)
      implements YamlNode {
    static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

    /** Whether it is as good as not written: {@code key:}, null, or a variable set to nothing. */
    boolean isNothing() {
      return (plain && NOTHING.contains(text)) || (text.isEmpty() && !variables.isEmpty());
    }
  }

  /** A list. */
  record Sequence(Place place, List<YamlNode> items) implements YamlNode {}

  /** Keys and values, in the order of the file. */
  record Mapping(Place place, Map<String, Entry> entries) implements YamlNode {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    static Mapping empty(Place place) {
      return new Mapping(place, Map.of());
    }

    /**
     * The same with a value at a path of keys; what stood on the way and is no mapping, gives way.
     */
    Mapping with(List<String> path, YamlNode value) {
      var key = path.getFirst();
      var rest = path.subList(1, path.size());
      var changed = new LinkedHashMap<>(entries);
      changed.put(
          key,
          new Entry(
              value.place(), rest.isEmpty() ? value : below(key, value.place()).with(rest, value)));
      return new Mapping(place, changed);
    }

    /** The same without what stands at a path of keys. */
    Mapping without(List<String> path) {
      var key = path.getFirst();
      var entry = entries.get(key);
      if (entry == null) {
        return this;
      }
      var changed = new LinkedHashMap<>(entries);
      if (path.size() == 1) {
        changed.remove(key);
      } else if (entry.value instanceof Mapping mapping) {
        var rest = path.subList(1, path.size());
        changed.put(key, new Entry(entry.place, mapping.without(rest)));
      }
      return new Mapping(place, changed);
    }

    /** The mapping at a path of keys; an empty one when there is none. */
    Mapping at(List<String> path) {
      var found = this;
      for (var key : path) {
        found = found.below(key, place);
      }
      return found;
    }

    /** The texts of the list at a path of keys; none when there is none. */
    List<String> texts(List<String> path) {
      var entry = at(path.subList(0, path.size() - 1)).entries.get(path.getLast());
      return entry != null && entry.value instanceof Sequence(_, List<YamlNode> items)
          ? items.stream().flatMap(Mapping::text).toList()
          : List.of();
    }

    private static Stream<String> text(YamlNode item) {
      return item instanceof Scalar scalar ? Stream.of(scalar.text) : Stream.empty();
    }

    private Mapping below(String key, Place otherwise) {
      var entry = entries.get(key);
      return entry != null && entry.value instanceof Mapping mapping ? mapping : empty(otherwise);
    }
  }

  /**
   * A value of a mapping.
   *
   * @param place of its key
   */
  record Entry(Place place, YamlNode value) {}
}
