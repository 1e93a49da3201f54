package dev.tutti.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a YAML text into a tree of nodes.
 *
 * <p>It is built from the parser's events rather than from the library's own tree, because events
 * come one by one: a text of a million brackets is refused at the 33rd, not when the stack is full,
 * and an alias is counted with all that it repeats, so that a few lines cannot stand for millions.
 * Anchors and aliases work; tags, merge keys and keys that are no text do not exist here.
 */
final class YamlTree {
  private static final int DEEPEST = 32;
  private static final int MOST_NODES = 50_000;

  private final String source;
  private final boolean lined;
  private final Variables variables;
  private final Problems problems;
  private final Iterator<Event> events;
  private final Map<String, AnchoredNode> anchors = new HashMap<>();
  private int nodes;

  private YamlTree(
      String source, boolean lined, String text, Variables variables, Problems problems) {
    this.source = source;
    this.lined = lined;
    this.variables = variables;
    this.problems = problems;
    this.events =
        new Parse(LoadSettings.builder().setLabel(source).build()).parseString(text).iterator();
  }

  /**
   * The mapping that the text is; an empty text is an empty mapping. What can be read over, such as
   * a key that is there twice, is added to the problems.
   *
   * @throws ConfigException when the text cannot be read to its end
   */
  static YamlNode.Mapping read(String source, String text, Variables variables, Problems problems) {
    return read(source, true, text, variables, problems);
  }

  /** The same of a text whose lines nobody knows: only its source is a place. */
  static YamlNode.Mapping readWhole(
      String source, String text, Variables variables, Problems problems) {
    return read(source, false, text, variables, problems);
  }

  private static YamlNode.Mapping read(
      String source, boolean lined, String text, Variables variables, Problems problems) {
    try {
      return new YamlTree(source, lined, text, variables, problems).document();
    } catch (YamlEngineException e) {
      var error = SyntaxError.of(source, text, e);
      problems.add(error.place(), KeyPath.ROOT, error.words());
      throw problems.exception();
    }
  }

  /** Whether a text has no value: it is empty, null, or has comments only. */
  static boolean isNothing(String source, String text) {
    try {
      var events =
          new Parse(LoadSettings.builder().setLabel(source).build()).parseString(text).iterator();
      events.next();
      return events.next().getEventId() == Event.ID.StreamEnd
          || (events.next() instanceof ScalarEvent scalar
              && scalar.isPlain()
              && YamlNode.Scalar.NOTHING.contains(scalar.getValue()));
    } catch (YamlEngineException _) {
      return false; // it says something that cannot be read
    }
  }

  private YamlNode.Mapping document() {
    events.next();
    var first = events.next();
    if (first.getEventId() == Event.ID.StreamEnd) {
      return YamlNode.Mapping.empty(new Place.Point(source, 1, 1));
    }
    var node = node(events.next(), KeyPath.ROOT, 0);
    events.next();
    var after = events.next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw stop(place(after), KeyPath.ROOT, "a second document (expected: one in a file)");
    }
    return switch (node) {
      case YamlNode.Mapping mapping -> mapping;
      case YamlNode.Scalar scalar when scalar.isNothing() -> YamlNode.Mapping.empty(place(first));
      case YamlNode.Scalar _, YamlNode.Sequence _ ->
          throw stop(
              node.place(),
              KeyPath.ROOT,
              ValueText.of(node, KeyPath.ROOT) + " (expected: keys with values)");
    };
  }

  private YamlNode node(Event event, KeyPath path, int depth) {
    if (++nodes > MOST_NODES) {
      throw stop(place(event), path, "more than %,d values".formatted(MOST_NODES));
    }
    if (depth > DEEPEST) {
      throw stop(place(event), path, "nested more than %d deep".formatted(DEEPEST));
    }
    int before = nodes;
    var node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar, path);
          case MappingStartEvent mapping -> mapping(mapping, path, depth);
          case SequenceStartEvent sequence -> sequence(sequence, path, depth);
          case AliasEvent alias -> repeated(alias, path);
          default -> throw new IllegalStateException(event.toString());
        };
    if (event instanceof NodeEvent anchored && !(event instanceof AliasEvent)) {
      anchored
          .getAnchor()
          .ifPresent(name -> anchors.put(name.getValue(), new AnchoredNode(node, nodes - before)));
    }
    return node;
  }

  private YamlNode scalar(ScalarEvent event, KeyPath path) {
    event.getTag().ifPresent(tag -> refuse(tag, event, path));
    return variables.scalar(place(event), path, event.getValue(), event.isPlain());
  }

  private YamlNode sequence(SequenceStartEvent start, KeyPath path, int depth) {
    start.getTag().ifPresent(tag -> refuse(tag, start, path));
    var items = new ArrayList<YamlNode>();
    var event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      items.add(node(event, path.item(items.size()), depth + 1));
      event = events.next();
    }
    return new YamlNode.Sequence(place(start), List.copyOf(items));
  }

  private YamlNode mapping(MappingStartEvent start, KeyPath path, int depth) {
    start.getTag().ifPresent(tag -> refuse(tag, start, path));
    var entries = new LinkedHashMap<String, YamlNode.Entry>();
    var event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      var name = key(event, path);
      var entry = new YamlNode.Entry(place(event), node(events.next(), path.key(name), depth + 1));
      var first = entries.putIfAbsent(name, entry);
      if (first != null) {
        problems.add(entry.place(), path.key(name), "is here twice, first at " + first.place());
      }
      event = events.next();
    }
    return new YamlNode.Mapping(place(start), entries);
  }

  private String key(Event event, KeyPath path) {
    if (event instanceof ScalarEvent key && !key.getValue().isEmpty()) {
      return key.getValue();
    }
    throw stop(place(event), path, "a key that is no text (expected: key: value)");
  }

  private YamlNode repeated(AliasEvent alias, KeyPath path) {
    var name = alias.getAlias().getValue();
    var anchored = anchors.get(name);
    if (anchored == null) {
      throw stop(
          place(alias),
          path,
          "*%s (expected: a complete value before it, marked &%<s)".formatted(name));
    }
    nodes += anchored.size;
    return anchored.node;
  }

  private void refuse(String tag, Event event, KeyPath path) {
    problems.add(place(event), path, "the tag " + tag, "a value without a tag");
  }

  private Place place(Event event) {
    return lined
        ? SyntaxError.place(source, event.getStartMark().orElseThrow())
        : new Place.Whole(source);
  }

  private ConfigException stop(Place place, KeyPath path, String what) {
    problems.add(place, path, what);
    return problems.exception();
  }

  /** A value that may be repeated, and how many nodes each repetition adds. */
  private record AnchoredNode(YamlNode node, int size) {}
}
