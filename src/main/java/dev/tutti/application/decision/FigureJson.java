package dev.tutti.application.decision;

import dev.tutti.application.decision.statement.TextSentence;
import dev.tutti.chat.Json;
import java.util.Collection;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Figures as JSON: never -0.0, and null where there is none or none that is finite. */
final class FigureJson {
  private FigureJson() {}

  static void put(ObjectNode into, String name, @Nullable Double value) {
    if (value == null || !Double.isFinite(value)) {
      into.putNull(name);
    } else {
      into.put(name, value + 0.0);
    }
  }

  /** The first value, if there is one. */
  static void put(ObjectNode into, String name, DoubleStream value) {
    put(into, name, value.boxed().findFirst().orElse(null));
  }

  /** A whole number without a decimal point. */
  static void putWhole(ObjectNode into, String name, double value) {
    if (value == Math.rint(value)) {
      into.put(name, (long) value);
    } else {
      put(into, name, value);
    }
  }

  static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = Json.array();
    texts.forEach(array::add);
    return array;
  }

  static ArrayNode where(Collection<TextSentence> sentences) {
    ArrayNode array = Json.array();
    for (TextSentence each : sentences) {
      array
          .addObject()
          .put("sentence", each.number())
          .put("start", each.start())
          .put("quote", each.text());
    }
    return array;
  }
}
