package dev.tutti.application.support;

import dev.tutti.chat.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Result of decision support, as far as it is computed; every member is there in every run. */
final class SupportResult {
  private static final List<String> FINANCE =
      List.of(
          "cash_flows",
          "discount_rate",
          "npv",
          "irr",
          "irr_roots",
          "sign_changes",
          "mirr",
          "payback_simple",
          "payback_discounted",
          "roi",
          "net",
          "scenarios",
          "monte_carlo");
  private static final List<String> COMPARED =
      List.of("by_npv", "by_irr", "ranks_differ", "incremental");
  private static final List<String> RANKED =
      List.of(
          "weights",
          "weighted_sum",
          "topsis",
          "winner",
          "topsis_winner",
          "stability",
          "smallest_flip",
          "dominated",
          "left_out");
  private static final List<String> OWN_FIGURES =
      List.of("mean", "sd", "quantiles", "p_npv_negative", "standard_error_of_mean");

  private final JsonNode figures;
  private final SupportParameters parameters;
  private final ComputedPoints points;
  private final SupportLanguage language;
  private final double budget;

  /** Result over figures of a request. */
  SupportResult(JsonNode figures, SupportParameters parameters, SupportRequest request) {
    this.figures = figures;
    this.parameters = parameters;
    this.language = request.language();
    this.budget = request.budget();
    this.points = new ComputedPoints(figures, language, request.unit());
  }

  ObjectNode json(String unit, ArrayNode assumed) {
    ObjectNode result = Json.object();
    result.set("recommended_option", orNull("recommended_option"));
    result.set("confidence_score", orNull("confidence_score"));
    result.set("confidence", orNull("confidence"));
    result.set("reason", orNull("reason"));
    result.set("tied", figures.has("tied") ? figures.path("tied") : Json.array());
    result.set("what_would_decide", orEmpty("what_would_decide"));
    ObjectNode options = result.putObject("option_analysis");
    for (String name : figures.path("options").propertyNames()) {
      options.set(name, option(name));
    }
    result.set("success_factors", points.factors());
    result.set("critical_risks", parameters.risks() ? risks() : Json.array());
    result.set("implementation_plan", plan());
    finance(result, unit);
    sensitivity(result);
    result.set("monte_carlo", simulated());
    result.set("rank_stability", ranks());
    result.set("contradictions", orEmpty("contradictions"));
    ArrayNode assumptions = result.putArray("assumptions");
    assumptions.addAll(assumed.valueStream().toList());
    assumptions.addAll(parameters.stated().valueStream().toList());
    assumptions.addAll(figures.path("assumptions").valueStream().toList());
    return result;
  }

  private ObjectNode option(String name) {
    JsonNode own = figures.path("options").path(name);
    ObjectNode option = Json.object();
    option.set("source", own.path("source"));
    option.set("pros", points.pros(name));
    option.set("cons", points.cons(name));
    JsonNode scores = figures.path("scores").path(name);
    option.set("scores", scores.isMissingNode() ? Json.object() : scores);
    JsonNode weighted = figures.path("weighted_sum").path(name);
    option.set("score", weighted.isMissingNode() ? option.nullNode() : weighted);
    copy(option, own, "risk_score", "risk_score");
    roi(option, own);
    copy(option, own, "npv", "npv");
    copy(option, own, "irr", "irr");
    copy(option, own, "payback", "payback_simple");
    for (String figure : List.of("expected_value", "sd", "p_loss", "expected_loss")) {
      if (own.has(figure)) {
        option.set(figure, own.path(figure));
      }
    }
    return option;
  }

  private static void copy(ObjectNode into, JsonNode from, String name, String figure) {
    into.set(name, from.has(figure) ? from.path(figure) : into.nullNode());
  }

  private static void roi(ObjectNode into, JsonNode own) {
    if (!own.has("roi")) {
      into.putNull("expected_roi");
      return;
    }
    ObjectNode roi = into.putObject("expected_roi");
    for (String end : List.of("low", "mid", "high")) {
      JsonNode scenario = own.path("scenarios").path(end);
      roi.set(end, scenario.has("roi") ? scenario.path("roi") : own.path("roi"));
    }
    roi.put("formula", "sum of all cash flows / outlay now").put("source", "computed");
  }

  private ArrayNode risks() {
    ArrayNode risks = Json.array();
    ranked(risks, figures, "");
    figures.path("expected_losses").forEach(each -> loss(risks, each));
    for (String name : figures.path("options").propertyNames()) {
      JsonNode own = figures.path("options").path(name);
      ranked(risks, own, name);
      own.path("expected_losses").forEach(each -> loss(risks, each).put("option", name));
      if (own.path("risk_score").isNumber() && !own.has("risk_ranks")) {
        ObjectNode risk = risk(risks, language.say("%s: its stated level of risk", name), "given");
        risk.put("option", name).putNull("probability").set("impact", own.path("risk_score"));
      }
      double negative = own.path("monte_carlo").path("p_npv_negative").asDouble(0);
      if (negative > 0) {
        ObjectNode risk =
            risk(risks, language.say("%s: a net present value below zero", name), "computed");
        risk.put("option", name).put("probability", negative);
        risk.set("impact", own.path("monte_carlo").path("quantiles").path("P5"));
      }
      double outlay = own.path("scenarios").path("low").path("outlay").asDouble(0);
      if (outlay > budget) {
        ObjectNode risk =
            risk(
                risks,
                language.say("%s: the outlay may exceed what is available", name),
                "computed");
        risk.put("option", name).putNull("probability").put("impact", outlay - budget);
      }
    }
    return risks;
  }

  /** Risks with ranks, without those whose losses are expected, which are listed with these. */
  private static void ranked(ArrayNode risks, JsonNode of, String option) {
    var losses = of.path("expected_losses").valueStream().map(each -> each.path("name")).toList();
    for (JsonNode each : of.path("risk_ranks")) {
      if (!losses.contains(each.path("name"))) {
        ObjectNode risk =
            risk(risks, each.path("name").asString(""), each.path("source").asString("given"));
        if (!option.isEmpty()) {
          risk.put("option", option);
        }
        risk.set("impact", each.path("impact"));
        risk.set("probability", each.path("likelihood"));
      }
    }
  }

  private static ObjectNode loss(ArrayNode risks, JsonNode loss) {
    ObjectNode risk =
        risk(risks, loss.path("name").asString(""), loss.path("source").asString("given"));
    risk.set("impact", loss.path("loss"));
    risk.set("probability", loss.path("probability"));
    risk.set("expected_loss", loss.path("expected_loss"));
    return risk;
  }

  private static ObjectNode risk(ArrayNode risks, String description, String source) {
    return risks.addObject().put("description", description).put("source", source);
  }

  private ArrayNode plan() {
    ArrayNode plan = Json.array();
    for (JsonNode each : figures.path("roadmap")) {
      ObjectNode phase = plan.addObject().put("phase", each.path("id").asString());
      phase.set("description", each.path("description"));
      phase.put(
          "timeline",
          language.say(
              "day %s to %s", each.path("start_day").asString(), each.path("end_day").asString()));
      phase.set("resources", each.path("resources"));
      phase.set("needs", each.path("needs"));
      phase.set("critical", each.path("critical"));
      phase.put("source", "given");
    }
    return plan;
  }

  private void finance(ObjectNode result, String unit) {
    if (!parameters.finance()) {
      result.putNull("financial_projections");
      return;
    }
    ObjectNode projections = result.putObject("financial_projections").put("unit", unit);
    ObjectNode options = projections.putObject("options");
    for (String name : figures.path("options").propertyNames()) {
      JsonNode own = figures.path("options").path(name);
      if (own.has("npv")) {
        some(options.putObject(name), own, FINANCE);
      }
    }
    some(projections, figures, COMPARED);
  }

  private void sensitivity(ObjectNode result) {
    ObjectNode sensitivity = result.putObject("sensitivity");
    for (String name : figures.path("options").propertyNames()) {
      JsonNode own = figures.path("options").path(name).path("sensitivity");
      if (!own.isMissingNode()) {
        sensitivity.set(name, own);
      }
    }
    if (figures.has("tornado")) {
      some(sensitivity, figures, List.of("base", "tornado", "order", "break_even"));
    }
  }

  private JsonNode simulated() {
    ObjectNode simulated = Json.object();
    for (String name : figures.path("options").propertyNames()) {
      JsonNode own = figures.path("options").path(name).path("monte_carlo");
      if (!own.isMissingNode()) {
        simulated.set(name, own);
      }
    }
    some(simulated, figures, OWN_FIGURES);
    return simulated.isEmpty() ? simulated.nullNode() : simulated;
  }

  private ObjectNode ranks() {
    ObjectNode ranks = Json.object();
    some(ranks, figures, RANKED);
    return ranks;
  }

  private static void some(ObjectNode into, JsonNode from, List<String> names) {
    for (String name : names) {
      if (from.has(name)) {
        into.set(name, from.path(name));
      }
    }
  }

  private JsonNode orNull(String name) {
    return figures.has(name) ? figures.path(name) : Json.object().nullNode();
  }

  private JsonNode orEmpty(String name) {
    return figures.has(name) ? figures.path(name) : Json.array();
  }
}
