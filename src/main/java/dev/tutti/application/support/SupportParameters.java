package dev.tutti.application.support;

import dev.tutti.application.api.ApplicationParameters;
import dev.tutti.chat.Json;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parameters of decision support.
 *
 * @param framework as the caller calls it; said to the model, no figure depends on it
 * @param risks whether critical risks are wanted
 * @param finance whether projections are wanted
 * @param assumed members by which a text becomes cash flows
 * @param stated assumptions that are only shown
 * @param request the members that figures are computed from
 */
record SupportParameters(
    String framework,
    boolean risks,
    boolean finance,
    ObjectNode assumed,
    ArrayNode stated,
    ObjectNode request) {
  private static final List<String> PASSED =
      List.of(
          "options",
          "criteria",
          "monte_carlo",
          "sensitivity",
          "risks",
          "plan",
          "deadline_days",
          "budget",
          "mutually_exclusive",
          "discount_rate");
  private static final List<String> ASSUMED =
      List.of("horizon_years", "margin", "growth", "discount_rate");
  private static final Set<String> KNOWN =
      Set.of(
          "analysis_framework",
          "decision_criteria",
          "include_risk_assessment",
          "include_financial_modeling",
          "recommendation_confidence",
          "assumptions",
          "options",
          "criteria",
          "monte_carlo",
          "sensitivity",
          "risks",
          "plan",
          "deadline_days",
          "budget",
          "mutually_exclusive",
          "discount_rate",
          "unit");
  private static final int MOST_ASSUMPTIONS = 100;

  static SupportParameters of(ApplicationParameters of) {
    of.require(KNOWN);
    ObjectNode request = Json.object();
    for (String name : PASSED) {
      if (of.has(name)) {
        request.set(name, of.node(name));
      }
    }
    if (of.has("decision_criteria") && !of.has("criteria")) {
      request.set("criteria", of.node("decision_criteria"));
    }
    request.put("seed", of.seed());
    ObjectNode confidence = request.putObject("parameters");
    if (of.has("recommendation_confidence")) {
      confidence.put("recommendation_confidence", of.number("recommendation_confidence", 0, 1, 0));
    }
    ObjectNode assumed = Json.object();
    ArrayNode stated = Json.array();
    read(of, assumed, stated);
    if (!request.has("discount_rate") && assumed.has("discount_rate")) {
      request.set("discount_rate", assumed.get("discount_rate"));
    }
    return new SupportParameters(
        of.text("analysis_framework", ""),
        of.flag("include_risk_assessment", true),
        of.flag("include_financial_modeling", true),
        assumed,
        stated,
        request);
  }

  private static void read(ApplicationParameters of, ObjectNode assumed, ArrayNode stated) {
    JsonNode node = of.node("assumptions");
    if (node.isArray()) {
      for (JsonNode each : of.list("assumptions", MOST_ASSUMPTIONS)) {
        ObjectNode shown = stated.addObject();
        shown.set("text", each.isObject() ? each.path("text") : each);
        shown.set("value", each.isObject() ? each.path("value") : Json.object().nullNode());
        shown.put("source", "given");
      }
    } else if (node.isObject()) {
      for (String name : node.propertyNames()) {
        if (ASSUMED.contains(name)) {
          assumed.set(name, node.get(name));
        } else {
          stated.addObject().put("text", name).put("source", "given").set("value", node.get(name));
        }
      }
    } else if (of.has("assumptions")) {
      throw of.wrong("assumptions", "an object of values by name, or a list of texts");
    }
  }
}
