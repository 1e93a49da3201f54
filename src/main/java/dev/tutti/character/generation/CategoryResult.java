package dev.tutti.character.generation;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskUsage;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Result of one category.
 *
 * @param json as callers see it
 * @param usage of all tries, failed ones included
 */
record CategoryResult(ObjectNode json, TaskUsage usage) {
  private static final String FAILED = "failed";

  /** An answer whose quotes were checked. */
  static CategoryResult of(CategoryAnswer answer, String text, Tries tries) {
    var quotes = QuoteCheck.of(answer.sources(), text);
    var status = answer.isEmpty() ? "empty" : answer.isRepaired() ? "repaired" : "ok";
    var json = Json.object().put("status", status);
    json.set("data", answer.data());
    json.set("sources", quotes);
    json.put("model", answer.model());
    return new CategoryResult(tries.note(json.putNull("error")), tries.usage());
  }

  /** A failure after the last try. */
  static CategoryResult failed(Fault fault, Tries tries) {
    var failure = TaskFailure.of(fault);
    var json = Json.object().put("status", FAILED);
    json.set("data", NullNode.instance);
    json.putArray("sources");
    json.putNull("model");
    json.putObject("error").put("code", failure.code()).put("message", failure.message());
    return new CategoryResult(tries.note(json), tries.usage());
  }

  /** One that an earlier attempt has kept. */
  static CategoryResult kept(JsonNode json) {
    return new CategoryResult((ObjectNode) json.deepCopy(), TaskUsage.NONE);
  }

  boolean isFailed() {
    return status().equals(FAILED);
  }

  String status() {
    return json.path("status").asString("");
  }

  /**
   * What it took.
   *
   * @param count of calls of models
   */
  record Tries(int count, Duration time, TaskUsage usage) {
    private ObjectNode note(ObjectNode json) {
      json.put("attempts", count).put("duration_ms", time.toMillis());
      json.putObject("usage")
          .put("prompt_tokens", usage.inputTokens())
          .put("completion_tokens", usage.outputTokens())
          .put("total_tokens", usage.tokens());
      return json;
    }
  }
}
