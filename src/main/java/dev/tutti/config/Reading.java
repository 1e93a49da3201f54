package dev.tutti.config;

import dev.tutti.text.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One reading of one configuration: the sections that were asked for, and what was wrong. */
final class Reading {
  private final Problems problems;
  private final Problems notices = new Problems();
  private final Map<String, Section> opened = new LinkedHashMap<>();
  private final Map<String, Effective> effective = new LinkedHashMap<>();

  Reading(Problems problems) {
    this.problems = problems;
  }

  /**
   * The section at a path, the same for all who ask, so that its keys may be read in several
   * places. A node that is no mapping becomes a problem, and a section whose problems nobody hears
   * of.
   */
  Section section(YamlNode node, KeyPath path) {
    return switch (node) {
      case YamlNode.Mapping mapping -> open(mapping, path);
      case YamlNode.Scalar scalar when scalar.isNothing() ->
          open(YamlNode.Mapping.empty(scalar.place()), path);
      case YamlNode.Scalar _, YamlNode.Sequence _ -> {
        wrong(node, path, "a section of keys with values");
        yield new Reading(new Problems()).open(YamlNode.Mapping.empty(node.place()), path);
      }
    };
  }

  private Section open(YamlNode.Mapping mapping, KeyPath path) {
    return opened.computeIfAbsent(path.text(), _ -> new Section(mapping, path, this));
  }

  List<YamlNode> items(YamlNode node, KeyPath path, String expected) {
    if (node instanceof YamlNode.Sequence sequence) {
      return sequence.items();
    }
    wrong(node, path, expected);
    return List.of();
  }

  <T> Setting<T> value(YamlNode node, KeyPath path, Kind<T> kind) {
    if (node instanceof YamlNode.Scalar scalar && !scalar.isNothing()) {
      var value = kind.reading().apply(scalar.text());
      if (value.isPresent()) {
        var shown = new Effective(path.text(), Mask.shown(scalar, path), scalar.place().toString());
        effective.putIfAbsent(path.text(), shown);
        return Setting.given(value.get());
      }
    }
    wrong(node, path, kind.expected());
    return Setting.wrong(kind.placeholder());
  }

  /** Notes a default that was taken. */
  void assumed(KeyPath path, Object value) {
    var shown = new Effective(path.text(), Mask.assumed(value, path), Effective.DEFAULT);
    effective.putIfAbsent(path.text(), shown);
  }

  /** Every value that was read or assumed so far, in the order of reading. */
  List<Effective> effective() {
    return List.copyOf(effective.values());
  }

  void wrong(YamlNode node, KeyPath path, String expected) {
    if (!(node instanceof YamlNode.Scalar scalar && scalar.broken())) {
      problems.add(node.place(), path, ValueText.of(node, path), expected);
    }
  }

  void missing(Place section, KeyPath path, String expected) {
    problems.add(section, path, "is missing", expected);
  }

  void report(Place member, KeyPath path, String problem) {
    problems.add(member, path, problem);
  }

  /** Notes what is read, though it should be written in another way. */
  void notice(Place member, KeyPath path, String notice) {
    notices.add(member, path, notice);
  }

  List<Problem> notices() {
    return notices.all();
  }

  void misnamed(Place key, KeyPath path, String name, String expected) {
    problems.add(key, path, "\"" + ValueText.shortened(name) + "\"", expected);
  }

  void unknown(Place key, KeyPath path, String name, Set<String> known) {
    var nearest = Nearest.to(name, known);
    problems.add(
        key,
        path,
        nearest.isEmpty()
            ? "unknown key (expected: %s)"
                .formatted(known.isEmpty() ? "none" : String.join(", ", known))
            : "unknown key. Did you mean \"" + nearest.getFirst() + "\"?");
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigException when anything was wrong
   */
  void finish() {
    opened.values().forEach(Section::reportUnknown);
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
  }
}
