package dev.tutti.cli.routing;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** Lines about where a request goes. */
public final class RouteLines {
  private RouteLines() {}

  /** A decision: the model, what it rests on, and what else could be. */
  public static void print(PrintWriter out, JsonNode route) {
    out.printf(
        "%s (by %s), %s%s, quality %.2f%n",
        route.path("model").asString(""),
        route.path("basis").asString(""),
        route.path("category").asString(""),
        route.path("rule").isString() ? " by rule " + route.path("rule").asString() : "",
        route.path("quality").asDouble(0));
    route.path("reasons").forEach(reason -> out.printf("  %s%n", reason.asString("")));
    route
        .path("alternatives")
        .forEach(
            each ->
                out.printf(
                    "  %-32s quality %.2f (%d outcomes)%s%s%n",
                    each.path("model").asString(""),
                    each.path("expected_quality").asDouble(0),
                    each.path("outcomes").asLong(0),
                    each.path("expected_cost_usd").isNumber()
                        ? ", $%.6f".formatted(each.path("expected_cost_usd").asDouble())
                        : "",
                    each.path("gate").isString()
                        ? ", kept away by " + each.path("gate").asString()
                        : ""));
  }

  /** An analysis. */
  public static void analysis(PrintWriter out, JsonNode analysis) {
    out.printf(
        "%s (%.0f %% sure), complexity %.2f, %s, strategy %s%n",
        analysis.path("task_type").asString(""),
        100 * analysis.path("confidence").asDouble(0),
        analysis.path("complexity_score").asDouble(0),
        analysis.path("language").asString(""),
        analysis.path("suggested_strategy").asString(""));
    analysis
        .path("signals")
        .forEach(
            each ->
                out.printf(
                    "  %+.2f %s%n",
                    each.path("weight").asDouble(0), each.path("reason").asString("")));
  }
}
