package dev.tutti.selection.rule;

import dev.tutti.selection.analysis.RouteStrategy;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a rule has done with a request.
 *
 * @param model the name of a model, empty where the rest decides among all
 * @param params members of the request, by OpenAI's names; {@code min_tokens} is the least that an
 *     answer may have, and {@code max_tokens} the most
 * @param wish how the request is answered, where the rule says so
 */
public record RuleAction(String model, Map<String, JsonNode> params, @Nullable RouteStrategy wish) {

  /** Keeps a copy, by name. */
  public RuleAction {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
  }

  /** How the request is answered, where the rule says so. */
  public Optional<RouteStrategy> strategy() {
    return Optional.ofNullable(wish);
  }
}
