package dev.tutti.change;

import dev.tutti.chat.Fault;
import dev.tutti.config.WrittenSection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts secrets in the place of the stars that stood for them, so that a section can be read, edited
 * and given again by somebody who does not know them. A secret stays with the address that it was
 * given for.
 */
final class SecretRestoration {
  private static final List<String> ADDRESS = List.of("/preset", "/base_url", "/webhook/url");

  private final String where;

  private SecretRestoration(String where) {
    this.where = where;
  }

  /**
   * A section with the secrets that an earlier change gave.
   *
   * @param before what that change gave; an empty object when there was none
   * @throws Fault {@code invalid_request} for stars that stand for nothing known
   */
  static JsonNode filled(Subject subject, ObjectNode given, JsonNode before) {
    var restored = new SecretRestoration(String.join(".", subject.path()));
    var filled = restored.fill(given, before, "");
    if (!filled.equals(given)) {
      restored.requireSameAddress(filled, before);
    }
    return filled;
  }

  private JsonNode fill(JsonNode given, JsonNode before, String path) {
    return switch (given) {
      case ObjectNode object -> {
        var filled = object.objectNode();
        object
            .properties()
            .forEach(
                each ->
                    filled.set(
                        each.getKey(),
                        fill(
                            each.getValue(),
                            before.path(each.getKey()),
                            path + "." + each.getKey())));
        yield filled;
      }
      case ArrayNode array -> {
        var filled = array.arrayNode();
        array.forEach(
            item ->
                filled.add(
                    fill(item, before.path(filled.size()), path + "[" + filled.size() + "]")));
        yield filled;
      }
      default ->
          given.isString() && given.asString().equals(WrittenSection.MASK)
              ? known(before, path)
              : given;
    };
  }

  private JsonNode known(JsonNode before, String path) {
    if (before.isString()) {
      return before;
    }
    throw Fault.invalid(
        where + path,
        "%s stands for no secret of an earlier change (expected: the secret, or ${NAME})"
            .formatted(WrittenSection.MASK));
  }

  private void requireSameAddress(JsonNode filled, JsonNode before) {
    for (var key : ADDRESS) {
      if (!filled.at(key).equals(before.at(key))) {
        throw Fault.invalid(
            where + key.replace('/', '.'),
            "is another one, and a secret was left as %s (expected: every secret again)"
                .formatted(WrittenSection.MASK));
      }
    }
  }
}
