package dev.tutti.provider.simulated;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Form of an answer that a prompt asks for in words: a JSON Schema in the text, or an example of
 * the object. Frameworks write one where they do not trust a model with {@code response_format}.
 */
final class WrittenShape {
  private static final int LONGEST = 256 << 10;
  private static final int MOST_OBJECTS = 64;

  private WrittenShape() {}

  /** The last JSON Schema of an object in some texts; the later texts count more. */
  static Optional<ObjectNode> schema(List<String> texts) {
    return texts.reversed().stream()
        .filter(text -> text.toLowerCase(Locale.ROOT).contains("json"))
        .flatMap(text -> objects(text).reversed().stream())
        .map(WrittenShape::unwrapped)
        .filter(WrittenShape::isSchema)
        .findFirst();
  }

  /** The last object in some texts that is no schema, such as the example of an answer. */
  static Optional<ObjectNode> example(List<String> texts) {
    return texts.reversed().stream()
        .flatMap(text -> objects(text).reversed().stream())
        .filter(object -> !object.isEmpty() && !isSchema(unwrapped(object)))
        .findFirst();
  }

  private static boolean isSchema(ObjectNode object) {
    return object.path("properties").isObject();
  }

  /** A schema may stand where {@code response_format} would have it. */
  private static ObjectNode unwrapped(ObjectNode object) {
    for (var name : List.of("schema", "json_schema", "parameters")) {
      if (object.path(name) instanceof ObjectNode inner) {
        return unwrapped(inner);
      }
    }
    return object;
  }

  /** The outermost JSON objects of a text, in their order. */
  private static List<ObjectNode> objects(String text) {
    var found = new ArrayList<ObjectNode>();
    int end = Math.min(text.length(), LONGEST);
    int tried = 0;
    for (int at = text.indexOf('{'); at >= 0 && at < end && tried < MOST_OBJECTS; tried++) {
      int close = closing(text, at, end);
      var object = close < 0 ? null : parsed(text.substring(at, close + 1));
      if (object != null) {
        found.add(object);
      }
      at = text.indexOf('{', object == null ? at + 1 : close + 1);
    }
    return found;
  }

  /** The end of the object that begins here, by its braces outside strings; -1 for nowhere. */
  private static int closing(String text, int from, int end) {
    int depth = 0;
    boolean quoted = false;
    for (int at = from; at < end; at++) {
      char sign = text.charAt(at);
      if (quoted) {
        at += sign == '\\' ? 1 : 0;
        quoted = sign != '"';
      } else if (sign == '"') {
        quoted = true;
      } else if (sign == '{') {
        depth++;
      } else if (sign == '}' && --depth == 0) {
        return at;
      }
    }
    return -1;
  }

  private static @Nullable ObjectNode parsed(String text) {
    try {
      JsonNode tree = Json.tree(text);
      return tree instanceof ObjectNode object ? object : null;
    } catch (Fault _) {
      return null;
    }
  }
}
