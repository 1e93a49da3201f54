package dev.tutti.application.support;

import dev.tutti.chat.Json;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Points for and against options that follow from figures alone: who is first and last by what, who
 * never pays back, who is dominated, and what has to stay true.
 */
final class ComputedPoints {
  private final JsonNode figures;
  private final SupportLanguage language;
  private final String unit;

  ComputedPoints(JsonNode figures, SupportLanguage language, String unit) {
    this.figures = figures;
    this.language = language;
    this.unit = unit;
  }

  /** Points for an option. */
  ArrayNode pros(String option) {
    ArrayNode pros = Json.array();
    extreme(pros, option, "npv", true, "Highest net present value: %s", this::amount);
    extreme(pros, option, "roi", true, "Highest return on investment: %s", this::percent);
    extreme(pros, option, "payback_simple", false, "Shortest payback in years: %s", this::plain);
    extreme(pros, option, "risk_score", false, "Lowest risk score of 10: %s", this::plain);
    extreme(pros, option, "expected_loss", false, "Lowest expected loss: %s", this::amount);
    return pros;
  }

  /** Points against an option. */
  ArrayNode cons(String option) {
    ArrayNode cons = Json.array();
    extreme(cons, option, "npv", false, "Lowest net present value: %s", this::amount);
    extreme(cons, option, "roi", false, "Lowest return on investment: %s", this::percent);
    extreme(cons, option, "payback_simple", true, "Longest payback in years: %s", this::plain);
    extreme(cons, option, "risk_score", true, "Highest risk score of 10: %s", this::plain);
    extreme(cons, option, "expected_loss", true, "Highest expected loss: %s", this::amount);
    JsonNode own = figures.path("options").path(option);
    if (own.has("payback_simple") && own.path("payback_simple").isNull()) {
      point(cons, language.say("Never pays back"));
    }
    for (JsonNode each : figures.path("dominated")) {
      if (each.path("option").asString().equals(option)) {
        String by = each.path("by").path(0).asString();
        point(cons, language.say("At least as bad as %s by every criterion", by));
      }
    }
    return cons;
  }

  private void extreme(
      ArrayNode points,
      String option,
      String figure,
      boolean most,
      String words,
      Function<JsonNode, String> written) {
    JsonNode own = figures.path("options").path(option).path(figure);
    double[] all = all(figure);
    if (!own.isNumber() || all.length < 2) {
      return;
    }
    double end = most ? max(all) : -max(negated(all));
    long equal = Arrays.stream(all).filter(value -> value == end).count();
    if (own.asDouble() == end && equal == 1) {
      point(points, language.say(words, written.apply(own)));
    }
  }

  private double[] all(String figure) {
    return figures
        .path("options")
        .valueStream()
        .map(option -> option.path(figure))
        .filter(JsonNode::isNumber)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static double[] negated(double[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }

  private static double max(double[] values) {
    OptionalDouble max = Arrays.stream(values).max();
    return max.orElse(Double.NaN);
  }

  private static void point(ArrayNode points, String text) {
    points.addObject().put("text", text).put("source", "computed");
  }

  /** Conditions under which options keep their value: break-evens of what brings money. */
  ArrayNode factors() {
    ArrayNode factors = Json.array();
    for (String option : figures.path("options").propertyNames()) {
      JsonNode own = figures.path("options").path(option);
      JsonNode order = own.path("sensitivity").path("order");
      for (JsonNode name : order) {
        JsonNode even = own.path("sensitivity").path("break_even").path(name.asString());
        boolean income = income(own, name.asString()) && even.isNumber() && even.asDouble() > 0;
        if (income && own.path("npv").asDouble(0) > 0) {
          factors
              .addObject()
              .put("text", condition(option, name.asString(), even))
              .put("option", option)
              .put("source", "computed");
          break;
        }
      }
    }
    return factors;
  }

  private String condition(String option, String year, JsonNode even) {
    String when =
        language.chinese()
            ? year.replaceFirst("year (\\d+)", "第$1年年末的现金流")
            : "the cash flow of " + year;
    return language.say(
        "%s: the net present value stays above zero while %s does not fall below %s",
        option, when, amount(even));
  }

  private static boolean income(JsonNode option, String name) {
    if (!name.startsWith("year ")) {
      return false;
    }
    int year = Integer.parseInt(name.substring(5));
    return option.path("cash_flows").path(year).asDouble(0) > 0;
  }

  String amount(JsonNode value) {
    boolean latin = !unit.isEmpty() && unit.charAt(0) < 128;
    return String.format(Locale.ROOT, "%.2f%s%s", value.asDouble(), latin ? " " : "", unit);
  }

  private String percent(JsonNode value) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * value.asDouble());
  }

  private String plain(JsonNode value) {
    return String.format(Locale.ROOT, "%.2f", value.asDouble());
  }
}
