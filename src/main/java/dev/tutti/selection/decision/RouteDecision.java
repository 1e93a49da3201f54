package dev.tutti.selection.decision;

import dev.tutti.selection.analysis.PromptAnalysis;
import dev.tutti.selection.analysis.RouteStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Decision where a request goes, with everything that it rests on.
 *
 * @param model the name of the model
 * @param rule the name of the rule that holds, empty where none does
 * @param category the rule's, or the task type
 * @param params members of the request that the rule sets
 * @param reasons in words, in the order in which they counted
 * @param gates what kept the request away from models
 * @param alternatives every model that could be chosen or was kept away, the best first
 */
public record RouteDecision(
    String model,
    RouteBasis basis,
    String rule,
    String category,
    RouteStrategy strategy,
    Map<String, JsonNode> params,
    PromptAnalysis analysis,
    QualityKnob knob,
    List<String> reasons,
    List<GateVerdict> gates,
    List<RouteAlternative> alternatives) {
  /** Keeps copies. */
  public RouteDecision {
    reasons = List.copyOf(reasons);
    gates = List.copyOf(gates);
    alternatives = List.copyOf(alternatives);
  }

  /** The same for another model, for one more reason. */
  public RouteDecision instead(String other, RouteBasis why, String reason) {
    var more = new ArrayList<>(reasons);
    more.add(reason);
    return new RouteDecision(
        other, why, rule, category, strategy, params, analysis, knob, more, gates, alternatives);
  }
}
