package dev.tutti.config;

import java.util.function.BiFunction;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Section as somebody wrote it, in JSON, with its variables.
 *
 * @param json all of it, secrets included: not to be shown
 * @param masked the same with {@code ***} for each secret
 * @param origin where it stands
 */
public record WrittenSection(JsonNode json, JsonNode masked, String origin) {
  /** Text that stands for a secret. */
  public static final String MASK = Mask.MASK;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,17})");

  static WrittenSection of(YamlNode node, KeyPath path) {
    return new WrittenSection(
        json(node, path, (scalar, _) -> scalar.written()),
        json(node, path, Mask::shown),
        node.place().toString());
  }

  private static JsonNode json(
      YamlNode node, KeyPath path, BiFunction<YamlNode.Scalar, KeyPath, String> text) {
    return switch (node) {
      case YamlNode.Mapping mapping -> {
        var object = NODES.objectNode();
        mapping
            .entries()
            .forEach((key, entry) -> object.set(key, json(entry.value(), path.key(key), text)));
        yield object;
      }
      case YamlNode.Sequence sequence -> {
        var array = NODES.arrayNode();
        sequence.items().forEach(item -> array.add(json(item, path.item(array.size()), text)));
        yield array;
      }
      case YamlNode.Scalar scalar -> scalar(scalar, text.apply(scalar, path));
    };
  }

  /** Quotes and variables make a text; what else is none is what YAML takes it for. */
  private static JsonNode scalar(YamlNode.Scalar scalar, String text) {
    if (!scalar.plain() || !text.equals(scalar.written()) || !scalar.variables().isEmpty()) {
      return NODES.stringNode(text);
    }
    if (scalar.isNothing()) {
      return NODES.nullNode();
    }
    if (text.equals("true") || text.equals("false")) {
      return NODES.booleanNode(text.equals("true"));
    }
    return NUMBER.matcher(text).matches()
        ? NODES.numberNode(Long.parseLong(text))
        : NODES.stringNode(text);
  }
}
