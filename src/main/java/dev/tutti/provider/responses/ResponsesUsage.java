package dev.tutti.provider.responses;

import dev.tutti.chat.OpenAiUsage;
import dev.tutti.chat.Usage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code usage} of a response, and of other endpoints that say it in either words. */
public final class ResponsesUsage {
  private ResponsesUsage() {}

  /**
   * Reads it; what it does not say is 0, and {@link Usage#NONE} when a number of it cannot be
   * meant. An endpoint that only reads reports just a total.
   */
  public static Usage of(JsonNode usage) {
    if (!(usage instanceof ObjectNode report)) {
      return Usage.NONE;
    }
    var renamed = report.deepCopy();
    rename(renamed, "input_tokens", "prompt_tokens");
    rename(renamed, "output_tokens", "completion_tokens");
    rename(renamed, "input_tokens_details", "prompt_tokens_details");
    rename(renamed, "output_tokens_details", "completion_tokens_details");
    if (!renamed.has("prompt_tokens") && renamed.path("total_tokens").isNumber()) {
      long said = renamed.path("completion_tokens").asLong(0);
      renamed.put("prompt_tokens", Math.max(0, renamed.path("total_tokens").asLong(0) - said));
    }
    return OpenAiUsage.of(renamed);
  }

  private static void rename(ObjectNode report, String from, String to) {
    if (!report.has(to) && report.has(from)) {
      report.set(to, report.get(from));
    }
  }
}
