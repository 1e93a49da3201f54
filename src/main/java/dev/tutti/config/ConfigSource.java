package dev.tutti.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Source of a configuration: a YAML file, a text, or nothing, with values and sections laid over it
 * from elsewhere, such as the command line. Immutable; a file is opened anew by each reading.
 */
public final class ConfigSource {
  private final Text text;
  private final List<ConfigLayer> layers;

  private ConfigSource(Text text, List<ConfigLayer> layers) {
    this.text = text;
    this.layers = List.copyOf(layers);
  }

  /**
   * A file in UTF-8 of at most 1 MiB. One without a value cannot be read: its editor or a full disk
   * has cut it off. {@code {}} says nothing on purpose.
   */
  public static ConfigSource file(Path file) {
    return new ConfigSource(new OfFile(file), List.of());
  }

  /**
   * A text.
   *
   * @param name what messages call it
   */
  public static ConfigSource text(String name, String yaml) {
    return new ConfigSource(new Given(name, yaml), List.of());
  }

  /** Nothing: all defaults. */
  public static ConfigSource nothing() {
    return text("configuration", "");
  }

  /**
   * The same with one value put in the place of what is written; later ones win.
   *
   * @param path its keys with dots between them, such as {@code server.port}
   * @param value taken as it is: no variables in it
   * @param origin what messages call its source, such as {@code --port}
   */
  public ConfigSource with(String path, String value, String origin) {
    return with(List.of(path.split("\\.")), value, origin);
  }

  /** The same with the keys of its path. */
  public ConfigSource with(List<String> path, String value, String origin) {
    return under(new ConfigLayer.Value(List.copyOf(path), value, origin));
  }

  /**
   * The same with a whole section put in the place of what is written.
   *
   * @param path its keys
   * @param json an object; variables in it are replaced as in the file, if the list at {@code
   *     allowed} in what is written names them: whoever gives a section need not be whoever gave
   *     this process its environment
   * @param origin what messages call its source
   * @param allowed the keys of a list of names
   */
  public ConfigSource with(List<String> path, JsonNode json, String origin, List<String> allowed) {
    return under(new ConfigLayer.Whole(List.copyOf(path), json, origin, List.copyOf(allowed)));
  }

  /** The same without what is written at a path of keys. */
  public ConfigSource without(List<String> path) {
    return under(new ConfigLayer.Hidden(List.copyOf(path)));
  }

  private ConfigSource under(ConfigLayer layer) {
    var more = new ArrayList<>(layers);
    more.add(layer);
    return new ConfigSource(text, more);
  }

  /**
   * The same with the text that its file holds now.
   *
   * @throws ConfigException when that cannot be had
   */
  public ConfigSource asOfNow() {
    return new ConfigSource(new Given(text.name(), text.contents(new Problems())), layers);
  }

  /**
   * The members of a section as they are written, by their names, in the order of the file.
   *
   * @param section its keys
   * @throws ConfigException when the text cannot be read to its end
   */
  public Map<String, WrittenSection> written(List<String> section) {
    var members = plain().at(section).entries();
    var path = path(section);
    var written = new LinkedHashMap<String, WrittenSection>();
    members.forEach(
        (name, entry) -> written.put(name, WrittenSection.of(entry.value(), path.key(name))));
    return Collections.unmodifiableMap(written);
  }

  private static KeyPath path(List<String> keys) {
    var path = KeyPath.ROOT;
    for (var key : keys) {
      path = path.key(key);
    }
    return path;
  }

  /**
   * Every value that is written at some paths of keys, by its path, in the order of the text,
   * without secrets.
   *
   * @throws ConfigException when the text cannot be read to its end
   */
  public Map<String, Effective> values(List<List<String>> paths) {
    var values = new LinkedHashMap<String, Effective>();
    if (paths.isEmpty()) {
      return values;
    }
    var tree = plain();
    for (var keys : paths) {
      var above = tree.at(keys.subList(0, keys.size() - 1)).entries().get(keys.getLast());
      if (above != null) {
        list(above.value(), path(keys), values);
      }
    }
    return values;
  }

  private static void list(YamlNode node, KeyPath path, Map<String, Effective> into) {
    switch (node) {
      case YamlNode.Mapping mapping ->
          mapping.entries().forEach((key, entry) -> list(entry.value(), path.key(key), into));
      case YamlNode.Sequence sequence -> {
        for (int i = 0; i < sequence.items().size(); i++) {
          list(sequence.items().get(i), path.item(i), into);
        }
      }
      case YamlNode.Scalar scalar when scalar.isNothing() -> {}
      case YamlNode.Scalar scalar ->
          into.put(
              path.text(),
              new Effective(path.text(), Mask.shown(scalar, path), scalar.place().toString()));
    }
  }

  /**
   * All of it as one YAML text, with its variables, and without comments and secrets: {@code ***}
   * stands for each.
   *
   * @throws ConfigException when the text cannot be read to its end
   */
  public String yaml() {
    return YamlText.of(plain());
  }

  /** The tree without the environment; what is wrong with values is told by reading them. */
  private YamlNode.Mapping plain() {
    var ignored = new Problems();
    return tree(new Variables(Map.of(), ignored), ignored);
  }

  /**
   * Reads the configuration with the reader of its root section, which hands sections on to the
   * settings of each feature.
   *
   * @param environment the values of the variables in it
   * @throws ConfigException with all that is wrong in it. An {@link IllegalArgumentException} of a
   *     settings record is one of the problems, though without a line: sections say more.
   */
  public <T> T read(Map<String, String> environment, Function<Section, T> reader) {
    return examine(environment, reader).value();
  }

  /** Reads as {@link #read} does, and tells where each value came from. */
  public <T> Read<T> examine(Map<String, String> environment, Function<Section, T> reader) {
    var problems = new Problems();
    var reading = new Reading(problems);
    var root = reading.section(tree(new Variables(environment, problems), problems), KeyPath.ROOT);
    T read;
    try {
      read = reader.apply(root);
    } catch (IllegalArgumentException e) {
      if (problems.isEmpty()) {
        problems.add(new Place.Whole(text.name()), KeyPath.ROOT, String.valueOf(e.getMessage()));
      }
      throw problems.exception();
    }
    reading.finish();
    return new Read<>(read, reading.effective(), reading.notices());
  }

  /**
   * Result of a reading.
   *
   * @param effective every value that was asked for, in the order of reading
   * @param notices of what was read, though it should be written in another way
   */
  public record Read<T>(T value, List<Effective> effective, List<Problem> notices) {}

  private YamlNode.Mapping tree(Variables variables, Problems problems) {
    var tree = YamlTree.read(text.name(), text.contents(problems), variables, problems);
    for (var layer : layers) {
      tree = layer.over(tree, variables, problems);
    }
    return tree;
  }

  private sealed interface Text {
    String name();

    String contents(Problems problems);
  }

  private record OfFile(Path file) implements Text {
    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public String contents(Problems problems) {
      var contents = Contents.of(file, problems);
      if (YamlTree.isNothing(name(), contents)) {
        problems.add(
            new Place.Whole(name()),
            KeyPath.ROOT,
            "is empty (expected: keys with values, or {} for none)");
        throw problems.exception();
      }
      return contents;
    }
  }

  private record Given(String name, String yaml) implements Text {
    @Override
    public String contents(Problems problems) {
      Contents.checkSize(name, yaml.length(), problems);
      return yaml;
    }
  }
}
