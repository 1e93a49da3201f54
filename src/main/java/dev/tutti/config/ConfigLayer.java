package dev.tutti.config;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Something that is laid over what is written. */
sealed interface ConfigLayer {

  /** The tree with it. */
  YamlNode.Mapping over(YamlNode.Mapping tree, Variables variables, Problems problems);

  /** One value, taken as it is. */
  record Value(List<String> path, String value, String origin) implements ConfigLayer {
    @Override
    public YamlNode.Mapping over(YamlNode.Mapping tree, Variables variables, Problems problems) {
      var place = new Place.Whole(origin);
      return tree.with(path, new YamlNode.Scalar(place, value, false, List.of(), value, false));
    }
  }

  /**
   * A section in JSON, which is YAML too.
   *
   * @param allowed the keys of the list of variables that may be in it
   */
  record Whole(List<String> path, JsonNode json, String origin, List<String> allowed)
      implements ConfigLayer {
    @Override
    public YamlNode.Mapping over(YamlNode.Mapping tree, Variables variables, Problems problems) {
      var text = json;
      for (var key : path.reversed()) {
        text = JsonNodeFactory.instance.objectNode().set(key, text);
      }
      var some = variables.only(tree.texts(allowed), String.join(".", allowed));
      var section = YamlTree.readWhole(origin, text.toString(), some, problems).at(path);
      return tree.with(path, section);
    }
  }

  /** Layer that takes away what is written at a path. */
  record Hidden(List<String> path) implements ConfigLayer {
    @Override
    public YamlNode.Mapping over(YamlNode.Mapping tree, Variables variables, Problems problems) {
      return tree.without(path);
    }
  }
}
