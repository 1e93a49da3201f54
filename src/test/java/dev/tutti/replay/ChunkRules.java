package dev.tutti.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The regular form of OpenAI's chunks: one id in all of them, tool calls that name themselves once
 * and count from 0, one finish reason a choice, usage in one last chunk without choices.
 */
final class ChunkRules {
  private final List<Problem> problems = new ArrayList<>();
  private final Map<Integer, Integer> tools = new HashMap<>();
  private final Set<Integer> finished = new HashSet<>();
  private final Set<String> ids = new HashSet<>();

  private ChunkRules() {}

  /** What is irregular in the chunks of an answer. */
  static List<Problem> check(List<JsonNode> chunks) {
    var rules = new ChunkRules();
    for (int i = 0; i < chunks.size(); i++) {
      rules.chunk(chunks.get(i), i == chunks.size() - 1);
    }
    if (rules.ids.size() > 1 || rules.ids.contains("")) {
      rules.problems.add(Problem.differs("sse.id", "one id", rules.ids));
    }
    return rules.problems;
  }

  private void chunk(JsonNode chunk, boolean last) {
    ids.add(chunk.path("id").asString(""));
    if (chunk.path("usage").isObject() && !(last && chunk.path("choices").isEmpty())) {
      problems.add(new Problem("sse.usage", "usage before the last chunk: " + chunk));
    }
    if (chunk.path("choices").isEmpty() && !chunk.path("usage").isObject()) {
      problems.add(new Problem("sse.empty", "neither choices nor usage: " + chunk));
    }
    for (var choice : chunk.path("choices")) {
      int index = choice.path("index").asInt(0);
      choice.path("delta").path("tool_calls").forEach(call -> tool(index, call));
      if (choice.path("finish_reason").isString() && !finished.add(index)) {
        problems.add(new Problem("sse.finish", "a second finish reason: " + chunk));
      }
    }
  }

  private void tool(int choice, JsonNode call) {
    int known = tools.getOrDefault(choice, 0);
    int index = call.path("index").asInt(-1);
    boolean first = index == known;
    if (index < 0 || index > known) {
      problems.add(new Problem("sse.tool", "index %d after %d calls".formatted(index, known)));
      return;
    }
    boolean named = call.path("function").path("name").isString() && call.path("type").isString();
    if (first && !(named && !call.path("id").asString("").isEmpty())) {
      problems.add(new Problem("sse.tool", "a first delta without id, type or name: " + call));
    }
    if (!first && (call.has("id") || call.path("function").has("name"))) {
      problems.add(new Problem("sse.tool", "id or name on a later delta: " + call));
    }
    tools.put(choice, Math.max(known, index + 1));
  }
}
