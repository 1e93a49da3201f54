package dev.tutti.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values of a configuration file, asked for by name and kind.
 *
 * <p>Nothing here throws for what a user wrote: a wrong value becomes a problem of the file, an
 * answer that fits the kind is given in its place, and reading goes on, so that {@link
 * ConfigSource#read} can report everything at once. A key that nobody has asked for by then is a
 * problem too. A key without a value counts as not there.
 *
 * <p>Not safe for several threads, and of no use after reading.
 */
public final class Section {
  /** Problem of a member, or of one below it such as a header. */
  private static final Pattern PROBLEM =
      Pattern.compile("(?<key>[a-z_]+)(?:\\.(?<below>[^:]+))?: (?<rest>.*)", Pattern.DOTALL);

  private final YamlNode.Mapping mapping;
  private final KeyPath path;
  private final Reading reading;
  private final Set<String> asked = new TreeSet<>();

  Section(YamlNode.Mapping mapping, KeyPath path, Reading reading) {
    this.mapping = mapping;
    this.path = path;
    this.reading = reading;
  }

  /** Whether the key has a value, of whatever kind. */
  public boolean has(String key) {
    return given(key) != null;
  }

  /**
   * The key under which a value is written: its own, or its former name, which is read for one
   * release with a notice. Both at once are a problem.
   */
  public String key(String key, String former) {
    var entry = mapping.entries().get(former);
    if (entry == null) {
      return key;
    }
    if (mapping.entries().containsKey(key)) {
      asked.add(former);
      reading.report(
          entry.place(),
          path.key(former),
          "is the former name of " + key + ", which is there too (expected: " + key + " alone)");
      return key;
    }
    reading.notice(
        entry.place(),
        path.key(former),
        "is the former name of " + key + " (expected: " + key + ")");
    return former;
  }

  /** A text that is not empty. */
  public Setting<String> string(String key) {
    return value(key, Kind.text());
  }

  /** A whole number between two, both allowed. */
  public Setting<Integer> integer(String key, int least, int most) {
    return value(key, Kind.integer(least, most));
  }

  /** A number between two, both allowed. */
  public Setting<Double> decimal(String key, double least, double most) {
    return value(key, Kind.decimal(least, most));
  }

  /** True or false. */
  public Setting<Boolean> bool(String key) {
    return value(key, Kind.bool());
  }

  /** A time longer than zero, such as {@code 30s}. */
  public Setting<Duration> duration(String key) {
    return value(key, Kind.duration());
  }

  /** A time that may be zero. */
  public Setting<Duration> durationOrZero(String key) {
    return value(key, Kind.durationOrZero());
  }

  /** A number of bytes between two, both allowed, such as {@code 32MiB}. */
  public Setting<Long> size(String key, long least, long most) {
    return value(key, Kind.size(least, most));
  }

  /** One of an enum's constants, written in lower case. */
  public <E extends Enum<E>> Setting<E> oneOf(String key, E[] choices) {
    return value(key, Kind.oneOf(choices));
  }

  /** A value of any kind. */
  public <T> Setting<T> value(String key, Kind<T> kind) {
    var node = given(key);
    return node == null
        ? Setting.missing(
            kind.placeholder(), () -> reportMissing(key, kind.expected()), assumed(key))
        : reading.value(node, path.key(key), kind);
  }

  /** A list of texts. */
  public Setting<List<String>> strings(String key) {
    return list(key, Kind.text());
  }

  /** A list of values of one kind. */
  public <T> Setting<List<T>> list(String key, Kind<T> kind) {
    var expected = "a list, each " + kind.expected();
    var node = given(key);
    if (node == null) {
      return Setting.missing(List.of(), () -> reportMissing(key, expected), assumed(key));
    }
    var values = new ArrayList<T>();
    for (var item : reading.items(node, path.key(key), expected)) {
      values.add(reading.value(item, path.key(key).item(values.size()), kind).required());
    }
    return Setting.given(List.copyOf(values));
  }

  /** Whether the value under a key is a list, where both a list and one value may stand. */
  public boolean isList(String key) {
    return given(key) instanceof YamlNode.Sequence;
  }

  /** The section under a key; an empty one when there is none. */
  public Section section(String key) {
    var node = given(key);
    return node == null
        ? reading.section(YamlNode.Mapping.empty(mapping.place()), path.key(key))
        : reading.section(node, path.key(key));
  }

  /** The list of sections under a key; an empty one when there is none. */
  public List<Section> sections(String key) {
    var node = given(key);
    if (node == null) {
      return List.of();
    }
    var sections = new ArrayList<Section>();
    for (var item : reading.items(node, path.key(key), "a list of sections")) {
      sections.add(reading.section(item, path.key(key).item(sections.size())));
    }
    return List.copyOf(sections);
  }

  /** Hands over the items of a list that may be texts or sections, in their order. */
  public void items(String key, Consumer<String> texts, Consumer<Section> sections) {
    var node = given(key);
    if (node == null) {
      return;
    }
    int place = 0;
    for (var item : reading.items(node, path.key(key), "a list of texts or sections")) {
      var at = path.key(key).item(place++);
      if (item instanceof YamlNode.Mapping) {
        sections.accept(reading.section(item, at));
      } else {
        texts.accept(reading.value(item, at, Kind.text()).required());
      }
    }
  }

  /**
   * The sections under a key by their names, in the order of the file; none when none are there.
   */
  public <K> Map<K, Section> named(String key, Kind<K> names) {
    var sections = new LinkedHashMap<K, Section>();
    section(key)
        .members(names)
        .forEach((name, each) -> sections.put(name, reading.section(each.node, each.path)));
    return Collections.unmodifiableMap(sections);
  }

  /** Values of one kind by their names, in the order of the file; none when none are there. */
  public <K, V> Map<K, V> values(String key, Kind<K> names, Kind<V> kind) {
    var values = new LinkedHashMap<K, V>();
    section(key)
        .members(names)
        .forEach(
            (name, each) -> values.put(name, reading.value(each.node, each.path, kind).required()));
    return Collections.unmodifiableMap(values);
  }

  /** Reports a value that is of its kind and yet does not fit; for rules that span several keys. */
  public void refuse(String key, String expected) {
    var node = given(key);
    if (node == null) {
      reportMissing(key, expected);
    } else {
      reading.wrong(node, path.key(key), expected);
    }
  }

  /**
   * Reports a problem that a check outside of this section has found.
   *
   * @param problem the member, a colon, and what is wrong with it: {@code base_url: is missing};
   *     without a member it is one of the whole section
   */
  public void report(String problem) {
    var parts = PROBLEM.matcher(problem);
    if (!parts.matches()) {
      reading.report(mapping.place(), path, problem);
      return;
    }
    var node = given(parts.group("key"));
    var member = path.key(parts.group("key"));
    reading.report(
        node == null ? mapping.place() : node.place(),
        parts.group("below") == null ? member : member.key(parts.group("below")),
        parts.group("rest"));
  }

  /** Reports the keys that nobody asked for. */
  void reportUnknown() {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!asked.contains(key)) {
                reading.unknown(entry.place(), path.key(key), key, asked);
              }
            });
  }

  private @Nullable YamlNode given(String key) {
    asked.add(key);
    var entry = mapping.entries().get(key);
    return entry == null || YamlNode.isNothing(entry.value()) ? null : entry.value();
  }

  private <T> Consumer<T> assumed(String key) {
    return value -> reading.assumed(path.key(key), value);
  }

  private void reportMissing(String key, String expected) {
    var entry = mapping.entries().get(key);
    if (entry == null) {
      reading.missing(mapping.place(), path.key(key), expected);
    } else {
      reading.wrong(entry.value(), path.key(key), expected);
    }
  }

  private <K> Map<K, Member> members(Kind<K> names) {
    var members = new LinkedHashMap<K, Member>();
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              asked.add(key);
              names
                  .reading()
                  .apply(key)
                  .ifPresentOrElse(
                      name -> members.put(name, new Member(entry.value(), path.key(key))),
                      () -> reading.misnamed(entry.place(), path.key(key), key, names.expected()));
            });
    return members;
  }

  /** A value of a section whose keys are names. */
  private record Member(YamlNode node, KeyPath path) {}
}
