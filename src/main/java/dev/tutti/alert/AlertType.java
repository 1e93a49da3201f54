package dev.tutti.alert;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Kind of event that operators can be told of. */
public enum AlertType {
  /** A breaker keeps calls away from a deployment. */
  BREAKER_OPENED("breaker.opened"),
  /** A breaker lets calls through again. */
  BREAKER_CLOSED("breaker.closed"),
  /** The probes of a deployment fail. */
  DEPLOYMENT_UNHEALTHY("deployment.unhealthy"),
  /** The probes of a deployment succeed again. */
  DEPLOYMENT_HEALTHY("deployment.healthy"),
  /** Most of a budget is spent. */
  BUDGET_NEARLY_SPENT("budget.nearly_spent"),
  /** A version of a skill was worse than the one before it and is not given any more. */
  SKILL_ROLLED_BACK("skill.rolled_back"),
  /** A version of a skill was not worse and is given to everybody. */
  SKILL_PROMOTED("skill.promoted"),
  /** The answers of a model are better or worse than routing expects. */
  ROUTING_DRIFT("routing.drift"),
  /** The database cannot be written: the disk is full, or its file is gone. */
  STORE_UNAVAILABLE("store.unavailable"),
  /** The database can be written again. */
  STORE_AVAILABLE("store.available"),
  /** Alerts of a rule have begun, become worse, or go on. */
  ALERT_FIRING("alert.firing"),
  /** All alerts of a rule have ended. */
  ALERT_RESOLVED("alert.resolved");

  private final String word;

  AlertType(String word) {
    this.word = word;
  }

  /** The name that receivers see. */
  public String word() {
    return word;
  }

  /** Subject of the event: of {@code breaker.opened} the breaker. */
  String about() {
    return word.substring(0, word.indexOf('.'));
  }

  /** The type of that name. */
  static AlertType of(String word) {
    return Objects.requireNonNull(byWord().get(word), word);
  }

  static Map<String, AlertType> byWord() {
    var all = new LinkedHashMap<String, AlertType>();
    Arrays.stream(values()).forEach(each -> all.put(each.word, each));
    return all;
  }
}
