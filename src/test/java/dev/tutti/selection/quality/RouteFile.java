package dev.tutti.selection.quality;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Recorded outcomes as they are kept in a folder: pairs of models, nine models, and votes. */
final class RouteFile {
  /** Dollars of a million tokens, as the models' data set gives them (LLMRouter, MIT licence). */
  private static final Map<String, Double> PRICES =
      Map.of(
          "gemma-2-9b-it", .1,
          "qwen2.5-7b-instruct", .2,
          "codegemma-7b", .2,
          "llama-3.1-8b-instruct", .2,
          "llama3-chatqa-1.5-8b", .2,
          "mistral-7b-instruct-v0.3", .2,
          "llama-3.3-nemotron-super-49b-v1", .9,
          "llama-3.1-nemotron-51b-instruct", .9,
          "llama3-chatqa-1.5-70b", .9);

  private final Path folder;

  RouteFile(Path folder) {
    this.folder = folder;
  }

  /** Outcomes of a weak and a strong model, in the order of the file. */
  List<PromptOutcome> pair(String file) {
    var rows = new ArrayList<PromptOutcome>();
    for (var row : lines(file)) {
      if (row.path("contaminated").asInt(0) == 0) {
        rows.add(
            new PromptOutcome(
                row.path("prompt").asString(),
                row.path("task_type").asString(),
                Map.of(
                    "weak", ModelOutcome.of(row.path("weak_correct").asDouble()),
                    "strong", ModelOutcome.of(row.path("strong_correct").asDouble()))));
      }
    }
    return rows;
  }

  /** Outcomes of nine models with the prices of their calls. */
  List<PromptOutcome> nine() {
    var rows = new ArrayList<PromptOutcome>();
    for (var row : lines("route_llmrouter9.jsonl")) {
      var outcomes = new TreeMap<String, ModelOutcome>();
      for (var score : row.path("scores").properties()) {
        outcomes.put(
            score.getKey(),
            new ModelOutcome(
                Math.clamp(score.getValue().asDouble(), 0, 1),
                PRICES.getOrDefault(score.getKey(), 1.0),
                null));
      }
      if (outcomes.size() == PRICES.size()) {
        rows.add(
            new PromptOutcome(
                row.path("prompt").asString(), row.path("task_type").asString(), outcomes));
      }
    }
    return rows;
  }

  /**
   * Answers of several models to one prompt.
   *
   * @param gold the right answer
   * @param answers by model; models from whose text nothing could be read are missing
   */
  record Votes(String prompt, String gold, Map<String, String> answers) {
    double score(String model) {
      return gold.equals(answers.get(model)) ? 1 : 0;
    }

    /** Whether two models say the same; who says nothing agrees with nobody. */
    boolean agree(String one, String other) {
      var answer = answers.get(one);
      return answer != null && answer.equals(answers.get(other));
    }
  }

  /** Numbers that models gave for problems of GSM8K. */
  List<Votes> gsm8k() {
    var votes = new ArrayList<Votes>();
    for (var row : lines("votes_gsm8k.jsonl")) {
      var answers = new LinkedHashMap<String, String>();
      for (var each : row.path("answers")) {
        if (each.path("answer").isNumber()) {
          answers.put(each.path("model").asString(), number(each.path("answer")));
        }
      }
      votes.add(new Votes(row.path("question").asString(), number(row.path("gold")), answers));
    }
    return votes;
  }

  private static String number(JsonNode value) {
    return Double.toString(value.asDouble());
  }

  /** Letters that models chose for questions of MMLU-Pro. */
  List<Votes> mmluPro() {
    var prompts = new HashMap<String, String>();
    for (var row : lines("route_mmlupro_2000.jsonl")) {
      prompts.put(row.path("id").asString(), row.path("prompt").asString());
    }
    var votes = new ArrayList<Votes>();
    for (var row : lines("votes_mmlupro_2000.jsonl")) {
      var prompt = prompts.get(row.path("id").asString());
      if (prompt != null) {
        var answers = new LinkedHashMap<String, String>();
        for (var each : row.path("answers").properties()) {
          if (each.getValue().isString()) {
            answers.put(each.getKey(), each.getValue().asString());
          }
        }
        votes.add(new Votes(prompt, row.path("gold").asString(), answers));
      }
    }
    return votes;
  }

  /** The value of a file of JSON. */
  JsonNode value(String file) {
    try {
      return Json.request(Files.readAllBytes(folder.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a file of JSON lines. */
  List<JsonNode> lines(String file) {
    try (var lines = Files.lines(folder.resolve(file))) {
      return lines
          .<JsonNode>map(line -> Json.request(line.getBytes(StandardCharsets.UTF_8)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
