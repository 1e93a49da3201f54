package dev.tutti.provider.simulated.schema;

import dev.tutti.chat.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sample of a list: as many items as are required, one or two where it is free. */
final class ArraySample {
  private static final int TRIES = 30;

  private final Sample sample;
  private final ObjectNode schema;
  private final String name;
  private final int depth;
  private final List<JsonNode> first;
  private final JsonNode rest;
  private final ArrayNode out = Json.array();

  ArraySample(Sample sample, ObjectNode schema, String name, int depth) {
    this.sample = sample;
    this.schema = schema;
    this.name = name;
    this.depth = depth;
    boolean old = schema.path("items").isArray(); // what prefixItems was called before 2020-12
    this.first = schema.path(old ? "items" : "prefixItems").valueStream().toList();
    this.rest = schema.path(old ? "additionalItems" : "items");
  }

  ArrayNode value() {
    int least = Math.max(sample.bound(schema, "minItems", 0), contained());
    int most = sample.bound(schema, "maxItems", Integer.MAX_VALUE);
    if (rest.isBoolean() && !rest.asBoolean()) {
      most = Math.min(most, first.size());
    }
    int some = Math.max(first.size(), 1 + sample.random().nextInt(2));
    int wanted = sample.generous(depth) ? Math.max(least, Math.min(most, some)) : least;
    boolean more = true;
    while (more && out.size() < wanted) {
      more = add(out.size() < least);
    }
    return out;
  }

  private int contained() {
    return schema.has("contains") ? sample.bound(schema, "minContains", 1) : 0;
  }

  private boolean add(boolean required) {
    boolean unique = schema.path("uniqueItems").asBoolean(false);
    for (int i = 0; i < TRIES; i++) {
      try {
        var item = sample.value(item(out.size()), name, depth + 1);
        if (!unique || out.valueStream().noneMatch(item::equals)) {
          out.add(item);
          return true;
        }
      } catch (Sample.Endless e) {
        if (required) {
          throw e;
        }
        return false;
      }
    }
    if (required) {
      throw sample.large("more different items than were found");
    }
    return false;
  }

  private JsonNode item(int index) {
    var own = index < first.size() ? first.get(index) : rest;
    return index < contained() ? sample.schemas().both(own, schema.path("contains")) : own;
  }
}
