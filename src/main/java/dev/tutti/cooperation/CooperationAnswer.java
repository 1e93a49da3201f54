package dev.tutti.cooperation;

import dev.tutti.chat.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answer of several models.
 *
 * @param text of the final result, or words that say why there is none
 * @param usage of all of them
 * @param json everything, as {@code /v1/cooperation/...} answers it; not to be changed
 */
public record CooperationAnswer(String text, Usage usage, ObjectNode json) {

  /** Answer that a vote has agreed on, in canonical form. */
  public Optional<String> consensus() {
    var consensus = json.path("consensus");
    return consensus.isString() ? Optional.of(consensus.asString()) : Optional.empty();
  }

  /** Probability that the winner of a vote is right, from 0 to 1; 0 without a vote. */
  public double confidence() {
    return json.path("confidence_score").asDouble(0);
  }

  /** Answers of those who dissent, in canonical form. */
  public List<String> dissentingViews() {
    return json.path("dissenting_views")
        .valueStream()
        .map(each -> each.path("answer").asString(""))
        .toList();
  }

  /** Outputs of the steps of a pipeline by their names, in its order. */
  public Map<String, String> outputs() {
    var outputs = new LinkedHashMap<String, String>();
    json.path("pipeline_results")
        .forEachEntry((name, step) -> outputs.put(name, step.path("output").asString("")));
    return outputs;
  }

  /** Outputs of the steps of a sequence. */
  public List<String> steps() {
    var outputs = new ArrayList<String>();
    for (JsonNode step : json.path("steps")) {
      outputs.add(step.path("output").asString(""));
    }
    return outputs;
  }

  /** Id of the call in the record of calls, by which feedback is given. */
  public String requestId() {
    return json.path("request_id").asString("");
  }

  /** Models that have answered, each once. */
  public List<String> modelsUsed() {
    return json.path("models_used").valueStream().map(JsonNode::asString).toList();
  }

  /** Time from the beginning to the end. */
  public Duration totalTime() {
    return Duration.ofMillis(Math.round(json.path("total_time").asDouble(0) * 1_000));
  }
}
