package dev.tutti.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Where a configuration is written: a YAML file, a text, or nowhere, with single values laid over
 * it from elsewhere, such as the command line. Immutable; a file is opened anew by each reading.
 */
public final class ConfigSource {
  private final Text text;
  private final List<Overlay> overlays;

  private ConfigSource(Text text, List<Overlay> overlays) {
    this.text = text;
    this.overlays = List.copyOf(overlays);
  }

  /** A file in UTF-8 of at most 1 MiB. */
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
    var more = new ArrayList<>(overlays);
    more.add(new Overlay(List.of(path.split("\\.")), value, origin));
    return new ConfigSource(text, more);
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
    return read;
  }

  private Node.Mapping tree(Variables variables, Problems problems) {
    var tree = YamlTree.read(text.name(), text.contents(problems), variables, problems);
    for (var each : overlays) {
      var place = new Place.Whole(each.origin);
      tree = tree.with(each.path, new Node.Scalar(place, each.value, false, List.of(), false));
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
      return Contents.of(file, problems);
    }
  }

  private record Given(String name, String yaml) implements Text {
    @Override
    public String contents(Problems problems) {
      Contents.checkSize(name, yaml.length(), problems);
      return yaml;
    }
  }

  private record Overlay(List<String> path, String value, String origin) {}
}
