package dev.tutti.application.decision;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measurement of decisions: every figure of the folder's cases against what is expected, and what a
 * contradicting text holds.
 */
public final class DecisionBench {
  private static final double NEAR = 1e-6;
  private static final double STABLE = 0.03;
  private static final double FLIP = 1e-4;
  private static final Set<String> SKIPPED =
      Set.of("note", "draws", "tolerance", "distribution", "cycle", "consistent", "figures");
  private static final String FLOWS = "(price - unit_cost) * volume";

  private final Consumer<String> misses;
  private int right;
  private int all;

  private DecisionBench(Consumer<String> misses) {
    this.misses = misses;
  }

  /** Figures that are right and all, by the kind of what was held against them. */
  public static Map<String, int[]> measure(Path folder, Consumer<String> misses)
      throws IOException {
    DecisionBench bench = new DecisionBench(misses);
    try (var cases = Files.list(folder)) {
      for (Path each : cases.filter(Files::isDirectory).sorted().toList()) {
        bench.measure(
            (ObjectNode) Json.tree(Files.readAllBytes(each.resolve("input.json"))),
            Json.tree(Files.readAllBytes(each.resolve("expected.json"))).path("expect"));
      }
    }
    return Map.of("figures", new int[] {bench.right, bench.all});
  }

  private void measure(ObjectNode input, JsonNode expect) {
    String id = input.path("id").asString();
    if (input.has("options_for_figures")) {
      listed(id, input, expect.path("figures"));
      return;
    }
    if (input.path("sensitivity") instanceof ObjectNode sensitivity) {
      sensitivity
          .put("discount_rate", 0.1)
          .putArray("cash_flows")
          .add("-outlay")
          .add(FLOWS)
          .add(FLOWS)
          .add(FLOWS);
    }
    JsonNode plan = input.path("plan_with_cycle");
    input.remove("plan_with_cycle");
    JsonNode answer = DecisionFigures.of(input);
    if (!plan.isMissingNode()) {
      ObjectNode circle = Json.object();
      circle.set("plan", plan);
      compare(id + " cycle", expect.path("cycle"), DecisionFigures.of(circle).path("cycle"), NEAR);
    }
    for (String name : expect.propertyNames()) {
      if (name.equals("contradictions")) {
        contradictions(id, expect.path(name), answer.path(name));
      } else if (!SKIPPED.contains(name)) {
        double near = name.startsWith("standard_error") ? STABLE : NEAR;
        compare(id + " " + name, expect.path(name), actual(answer, name), near);
      }
    }
  }

  private static JsonNode actual(JsonNode answer, String name) {
    if (answer.path("options").has(name)) {
      return answer.path("options").path(name);
    }
    return name.startsWith("topsis_vector") ? answer.path("topsis") : answer.path(name);
  }

  /** The requirement's sample: figures of its flows as they are given, and as they are read. */
  private void listed(String id, ObjectNode input, JsonNode expect) {
    ArrayNode given = (ArrayNode) input.path("options_for_figures");
    for (int from = 0; from < given.size(); from += 50) {
      ObjectNode request = Json.object();
      ArrayNode options = request.putArray("options");
      for (int at = from; at < Math.min(given.size(), from + 50); at++) {
        options.add(given.get(at));
      }
      JsonNode answer = DecisionFigures.of(request).path("options");
      for (JsonNode option : options) {
        String name = option.path("name").asString();
        compare(id + " " + name, expect.path(name), answer.path(name), NEAR);
      }
    }
    for (int horizon : new int[] {2, 3, 5}) {
      ObjectNode request = Json.object();
      ObjectNode assumed = Json.object().put("horizon_years", horizon);
      request.set("options", TextOptions.read(input.path("text").asString(), assumed).options());
      read(id + " H" + horizon, horizon, expect, DecisionFigures.of(request).path("options"));
    }
  }

  private void read(String id, int horizon, JsonNode expect, JsonNode answer) {
    List<String> english = List.of("1 direct sales", "2 partner channel", "3 acquisition");
    List<String> read = new ArrayList<>(answer.propertyNames());
    for (int option = 0; option < english.size(); option++) {
      for (String end : List.of("low", "mid", "high")) {
        String name = "H%d margin1.0 g0.0 %s %s".formatted(horizon, english.get(option), end);
        JsonNode figures =
            option < read.size()
                ? answer.path(read.get(option)).path("scenarios").path(end)
                : Json.object();
        compare(id + " read " + name, expect.path(name), figures, NEAR);
      }
    }
  }

  private void contradictions(String id, JsonNode expected, JsonNode actual) {
    count(id + " contradictions", expected.size() == actual.size(), expected, actual);
    for (JsonNode each : expected) {
      boolean found = false;
      for (JsonNode other : actual) {
        found |=
            each.path("kind").equals(other.path("kind"))
                && each.path("where").equals(other.path("where"));
      }
      count(id + " " + each.path("kind"), found, each, actual);
    }
  }

  private void compare(String place, JsonNode expected, JsonNode actual, double near) {
    if (expected.has("value") && expected.has("tolerance")) {
      compare(place, expected.path("value"), actual, expected.path("tolerance").asDouble());
    } else if (expected.isObject()) {
      for (String name : expected.propertyNames()) {
        if (!SKIPPED.contains(name)) {
          double wanted = tolerance(name, near);
          compare(place + "." + name, expected.path(name), actual.path(name), wanted);
        }
      }
    } else if (expected.isArray()) {
      count(place + " size", expected.size() == actual.size(), expected, actual);
      for (int at = 0; at < expected.size(); at++) {
        compare("%s[%d]".formatted(place, at), expected.get(at), actual.path(at), near);
      }
    } else {
      count(place, same(expected, actual, near), expected, actual);
    }
  }

  /** Figures of draws have one. */
  private static double tolerance(String name, double otherwise) {
    return name.startsWith("share") ? STABLE : name.equals("change") ? FLIP : otherwise;
  }

  private static boolean same(JsonNode expected, JsonNode actual, double near) {
    if (!expected.isNumber()) {
      return expected.isNull() ? actual.isNull() : expected.equals(actual);
    }
    double wanted = expected.asDouble();
    double slack = near == NEAR ? NEAR * Math.max(1, Math.abs(wanted)) : near;
    return actual.isNumber() && Math.abs(actual.asDouble() - wanted) <= slack;
  }

  private void count(String place, boolean ok, JsonNode expected, JsonNode actual) {
    all++;
    right += ok ? 1 : 0;
    if (!ok) {
      misses.accept("%s: %s (expected: %s)".formatted(place, actual, expected));
    }
  }
}
