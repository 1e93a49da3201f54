package dev.tutti.config;

import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * YAML text of a tree in block style, which reads as the tree did: without comments, and with
 * {@value Mask#MASK} for each secret. For one thread.
 */
final class YamlText {
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][\\w./-]*");

  private final StringBuilder out = new StringBuilder();
  private boolean begun;

  private YamlText() {}

  static String of(YamlNode.Mapping tree) {
    if (tree.entries().isEmpty()) {
      return "{}\n";
    }
    var text = new YamlText();
    text.mapping(tree.entries(), KeyPath.ROOT, 0);
    return text.out.toString();
  }

  private void mapping(Map<String, YamlNode.Entry> entries, KeyPath path, int depth) {
    entries.forEach(
        (name, entry) -> {
          indent(depth);
          out.append(PLAIN_KEY.matcher(name).matches() ? name : quoted(name)).append(':');
          if (isBlock(entry.value())) {
            out.append('\n');
            block(entry.value(), path.key(name), depth + 1);
          } else {
            out.append(' ').append(inline(entry.value(), path.key(name))).append('\n');
          }
        });
  }

  private static boolean isBlock(YamlNode node) {
    return switch (node) {
      case YamlNode.Mapping mapping -> !mapping.entries().isEmpty();
      case YamlNode.Sequence sequence -> !sequence.items().isEmpty();
      case YamlNode.Scalar _ -> false;
    };
  }

  private void block(YamlNode node, KeyPath path, int depth) {
    switch (node) {
      case YamlNode.Mapping mapping -> mapping(mapping.entries(), path, depth);
      case YamlNode.Sequence sequence -> sequence(sequence, path, depth);
      case YamlNode.Scalar scalar -> out.append(text(scalar, path)).append('\n');
    }
  }

  /** What is in an item begins on the line of its dash. */
  private void sequence(YamlNode.Sequence sequence, KeyPath path, int depth) {
    int index = 0;
    for (var item : sequence.items()) {
      var place = path.item(index++);
      indent(depth);
      out.append("- ");
      if (isBlock(item)) {
        begun = true;
        block(item, place, depth + 1);
      } else {
        out.append(inline(item, place)).append('\n');
      }
    }
  }

  private void indent(int depth) {
    if (!begun) {
      out.repeat("  ", depth);
    }
    begun = false;
  }

  private static String inline(YamlNode node, KeyPath path) {
    return switch (node) {
      case YamlNode.Mapping _ -> "{}";
      case YamlNode.Sequence _ -> "[]";
      case YamlNode.Scalar scalar -> text(scalar, path);
    };
  }

  private static String text(YamlNode.Scalar scalar, KeyPath path) {
    var shown = Mask.shown(scalar, path);
    if (!shown.equals(scalar.written())) {
      return quoted(shown);
    }
    if (scalar.plain() && shown.indexOf('\n') < 0) {
      return shown.isEmpty() ? "null" : shown;
    }
    boolean literal = scalar.variables().isEmpty() && shown.equals(scalar.text());
    return quoted(literal ? shown.replace("${", "$${") : shown);
  }

  /** A text in quotes; what YAML takes for no character, or nobody would see, is escaped. */
  private static String quoted(String text) {
    var json = JsonNodeFactory.instance.stringNode(text).toString();
    var shown = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (isUnseen(c)) {
        shown.append("\\u%04x".formatted((int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  private static boolean isUnseen(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
