package dev.tutti.provider.translate;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Arguments of a call that come value by value, each with its place as a normalized JSONPath of RFC
 * 9535, such as {@code $.recipe.steps[5]}; a text comes in several pieces. Not thread-safe.
 */
public final class PartialArguments {
  private static final int MAX_LENGTH = 10_000;
  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[]+)|\\[(\\d{1,5})]|\\['((?:[^'\\\\]|\\\\.)*)']");

  private final ObjectNode root = Json.object();

  /** Adds a value. */
  public void add(JsonNode partial) {
    var path = path(partial.path("jsonPath").asString(""));
    JsonNode at = root;
    for (int i = 0; i + 1 < path.size(); i++) {
      at = child(at, path.get(i), path.get(i + 1).isIndex());
    }
    var last = path.getLast();
    put(at, last, value(partial, last.in(at)));
  }

  /** The arguments as put together so far. */
  public ObjectNode json() {
    return root;
  }

  private static List<Step> path(String text) {
    var steps = new ArrayList<Step>();
    var step = STEP.matcher(text);
    int at = 1;
    while (at < text.length() && step.find(at) && step.start() == at) {
      var name = step.group(1) == null ? step.group(3) : step.group(1);
      steps.add(
          name == null
              ? new Step("", Integer.parseInt(step.group(2)))
              : new Step(name.replaceAll("\\\\(.)", "$1"), -1));
      at = step.end();
    }
    boolean whole = text.startsWith("$") && at >= text.length();
    if (!whole || steps.isEmpty() || steps.size() > Json.MAX_DEPTH) {
      throw wrong(text);
    }
    return steps;
  }

  private static JsonNode value(JsonNode partial, JsonNode before) {
    if (partial.path("stringValue").isString()) {
      return Json.tree(Json.text(before.asString("") + partial.path("stringValue").asString()));
    }
    if (partial.has("numberValue")) {
      return partial.path("numberValue");
    }
    return partial.has("boolValue") ? partial.path("boolValue") : Json.tree("null");
  }

  private static JsonNode child(JsonNode parent, Step step, boolean list) {
    var child = step.in(parent);
    if (!child.isContainer()) {
      child = list ? Json.array() : Json.object();
      put(parent, step, child);
    }
    return child;
  }

  private static void put(JsonNode parent, Step step, JsonNode value) {
    switch (parent) {
      case ObjectNode object when !step.isIndex() -> object.set(step.name(), value);
      case ArrayNode list when step.isIndex() && step.index() < MAX_LENGTH -> {
        while (list.size() <= step.index()) {
          list.addNull();
        }
        list.set(step.index(), value);
      }
      default -> throw wrong(step.toString());
    }
  }

  private static Fault wrong(String path) {
    return Fault.of(
        FaultCode.UPSTREAM_ERROR,
        "partialArgs: \"%s\" (expected: a path such as $.a.b[0])".formatted(path));
  }

  /** A name in an object, or an index in a list. */
  private record Step(String name, int index) {
    boolean isIndex() {
      return index >= 0;
    }

    JsonNode in(JsonNode parent) {
      return isIndex() ? parent.path(index) : parent.path(name);
    }
  }
}
