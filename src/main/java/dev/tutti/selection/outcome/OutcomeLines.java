package dev.tutti.selection.outcome;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.selection.analysis.TaskType;
import dev.tutti.selection.quality.ModelOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Outcomes as lines of JSON: {@code {prompt, task_type?, outcomes: {model: {score, ...}}}}. */
public final class OutcomeLines {
  /** The most lines at once. */
  public static final int MOST = 50_000;

  private static final int LONGEST_PROMPT = 8_000;
  private static final int MOST_MODELS = 100;
  private static final int LONGEST_NAME = 200;
  private static final double MOST_FIGURE = 1e9;

  private OutcomeLines() {}

  /**
   * Labelled outcomes of models for one prompt.
   *
   * @param taskType null where the line does not say
   */
  public record Line(
      String prompt, @Nullable TaskType taskType, Map<String, ModelOutcome> outcomes) {}

  /**
   * Reads lines; blank ones are passed over.
   *
   * @throws Fault {@code invalid_request}, naming the line
   */
  public static List<Line> read(byte[] bytes) {
    var lines = new ArrayList<Line>();
    int number = 0;
    for (var text : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      number++;
      if (text.isBlank()) {
        continue;
      }
      if (lines.size() == MOST) {
        throw Fault.invalid("body", "more than %d lines (expected: fewer at once)".formatted(MOST));
      }
      lines.add(line(text, "line " + number));
    }
    if (lines.isEmpty()) {
      throw Fault.invalid("body", "has no line (expected: {\"prompt\": ..., \"outcomes\": ...})");
    }
    return lines;
  }

  private static Line line(String text, String place) {
    JsonNode line;
    try {
      line = Json.parse(text);
    } catch (JacksonException _) {
      throw Fault.invalid(place, "no JSON (expected: one object on each line)");
    }
    var prompt = line.path("prompt");
    if (!prompt.isString() || prompt.asString().isBlank()) {
      throw Fault.invalid(place + ".prompt", "is missing (expected: the user's text)");
    }
    return new Line(
        shortened(prompt.asString()),
        taskType(line.path("task_type"), place),
        outcomes(line.path("outcomes"), place + ".outcomes"));
  }

  /** Beginning and end of a long prompt: what lies between says little more. */
  private static String shortened(String prompt) {
    return prompt.length() <= LONGEST_PROMPT
        ? prompt
        : prompt.substring(0, LONGEST_PROMPT / 2)
            + "\n"
            + prompt.substring(prompt.length() - LONGEST_PROMPT / 2);
  }

  private static @Nullable TaskType taskType(JsonNode node, String place) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    return TaskType.of(node.asString(""))
        .orElseThrow(
            () ->
                Fault.invalid(
                    place + ".task_type",
                    "%s (expected: one of %s)"
                        .formatted(node, String.join(", ", TaskType.labels()))));
  }

  private static Map<String, ModelOutcome> outcomes(JsonNode node, String place) {
    if (!node.isObject() || node.isEmpty() || node.size() > MOST_MODELS) {
      throw Fault.invalid(
          place, "is missing or too large (expected: 1 to %d models)".formatted(MOST_MODELS));
    }
    var all = new LinkedHashMap<String, ModelOutcome>();
    node.forEachEntry(
        (model, outcome) -> {
          if (model.isBlank() || model.length() > LONGEST_NAME) {
            throw Fault.invalid(place, "\"%s\" (expected: a model's name)".formatted(model));
          }
          all.put(model, outcome(outcome, place + "." + model));
        });
    return all;
  }

  private static ModelOutcome outcome(JsonNode node, String place) {
    var score = node.isObject() ? node.path("score") : node;
    if (score.isBoolean()) {
      return ModelOutcome.of(score.asBoolean() ? 1 : 0);
    }
    if (!score.isNumber() || !(score.asDouble() >= 0 && score.asDouble() <= 1)) {
      throw Fault.invalid(place + ".score", score + " (expected: a number from 0 to 1)");
    }
    return new ModelOutcome(
        score.asDouble(),
        figure(node.path("cost_usd"), place + ".cost_usd"),
        figure(node.path("latency_ms"), place + ".latency_ms"));
  }

  private static @Nullable Double figure(JsonNode node, String place) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    double value = node.asDouble(-1);
    if (!node.isNumber() || !(value >= 0 && value <= MOST_FIGURE)) {
      throw Fault.invalid(place, node + " (expected: a number of at least 0)");
    }
    return value;
  }
}
