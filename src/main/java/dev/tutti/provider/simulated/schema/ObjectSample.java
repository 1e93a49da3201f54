package dev.tutti.provider.simulated.schema;

import dev.tutti.chat.Json;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sample of an object: what is required, then, while there is room, what is allowed. */
final class ObjectSample {
  private final Sample sample;
  private final ObjectNode schema;
  private final int depth;
  private final ObjectNode out = Json.object();

  ObjectSample(Sample sample, ObjectNode schema, int depth) {
    this.sample = sample;
    this.schema = schema;
    this.depth = depth;
  }

  ObjectNode value() {
    var required = required();
    int room = sample.bound(schema, "maxProperties", Integer.MAX_VALUE) - required.size();
    for (var property : schema.path("properties").properties()) {
      var name = property.getKey();
      if (required.remove(name)) {
        out.set(name, sample.value(property.getValue(), name, depth + 1));
      } else if (room > 0 && sample.generous(depth)) {
        room -= optional(name, property.getValue());
      }
    }
    required.forEach(name -> out.set(name, sample.value(other(), name, depth + 1)));
    int least = sample.bound(schema, "minProperties", 0);
    for (int i = 1; out.size() < least; i++) {
      out.set("extra" + i, sample.value(other(), "extra" + i, depth + 1));
    }
    return out;
  }

  private Set<String> required() {
    var names = new LinkedHashSet<String>();
    schema.path("required").forEach(name -> names.add(name.asString("")));
    return names;
  }

  private int optional(String name, JsonNode wanted) {
    if (wanted.isBoolean() && !wanted.asBoolean()) {
      return 0;
    }
    try {
      out.set(name, sample.value(wanted, name, depth + 1));
      return 1;
    } catch (Sample.Endless _) {
      return 0;
    }
  }

  /** The schema of properties that are not named. */
  private JsonNode other() {
    var more = schema.path("additionalProperties");
    return more.isObject() ? more : Json.object();
  }
}
