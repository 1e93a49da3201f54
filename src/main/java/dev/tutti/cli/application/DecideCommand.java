package dev.tutti.cli.application;

import dev.tutti.chat.Json;
import dev.tutti.text.VisibleText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti decide}. */
@Command(
    name = "decide",
    description =
        "Compares options: figures, risks, how sure the ranks are, and what would decide.")
final class DecideCommand extends ApplicationCommand {
  private static final int LEAST_WIDE = 18;
  private static final int MOST_WIDE = 42;

  @Option(names = "--criteria", split = ",", description = "Names of criteria, such as ROI,risk.")
  private List<String> criteria = List.of();

  @Option(
      names = "--options",
      paramLabel = "FILE",
      description = "JSON with options and other parameters; see docs/decision-support.md.")
  private @Nullable Path options;

  @Option(names = "--confidence", description = "Least confidence of a recommendation, 0 to 1.")
  private @Nullable Double confidence;

  @Option(
      names = "--chart",
      paramLabel = "SVG",
      description = "File for the first chart; others go to files beside it.")
  private @Nullable Path chart;

  @Override
  String application() {
    return "decision_support";
  }

  @Override
  boolean worksWithoutFiles() {
    return options != null;
  }

  @Override
  void add(ObjectNode parameters) {
    if (options != null) {
      parameters.setAll(members(options));
    }
    if (!criteria.isEmpty()) {
      var list = parameters.putArray("decision_criteria");
      criteria.forEach(list::add);
    }
    if (confidence != null) {
      parameters.put("recommendation_confidence", confidence);
    }
  }

  @Override
  void received(JsonNode result) throws IOException {
    if (chart != null) {
      ChartFiles.write(chart, result.path("charts"), err());
    }
  }

  private static ObjectNode members(Path file) {
    try {
      return Json.request(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void printResult(PrintWriter out, JsonNode result) {
    var recommended = result.path("recommended_option");
    var said =
        recommended.isString() ? recommended.asString() : result.path("reason").asString("none");
    out.printf("recommended  %s%n", VisibleText.of(said));
    if (result.path("confidence_score").isNumber()) {
      out.printf("confidence   %.0f %%%n", 100 * result.path("confidence_score").asDouble());
    }
    table(out, result);
    list(out, "pros and cons", result);
    items(out, "success factors", result.path("success_factors"), "text");
    items(out, "critical risks", result.path("critical_risks"), "description");
    items(out, "plan", result.path("implementation_plan"), "phase");
    contradictions(out, result.path("contradictions"));
    items(out, "assumptions", result.path("assumptions"), "text");
    if (result.path("explanation").isString()) {
      out.println();
      result
          .path("explanation")
          .asString()
          .lines()
          .forEach(line -> out.println(VisibleText.words(line)));
    }
    result.path("warnings").forEach(each -> out.println("! " + VisibleText.of(each.asString(""))));
  }

  private static void table(PrintWriter out, JsonNode result) {
    var options = result.path("option_analysis");
    if (options.isEmpty()) {
      return;
    }
    var unit = result.path("financial_projections").path("unit").asString("");
    int widest = options.propertyNames().stream().mapToInt(DecideCommand::width).max().orElse(0);
    int wide = Math.clamp(widest + 1, LEAST_WIDE, MOST_WIDE);
    out.printf(
        "%n%s%12s %9s %9s %9s %6s %6s %8s%n",
        padded("option", wide), "NPV", "IRR", "ROI", "payback", "risk", "score", "P(NPV<0)");
    for (var name : options.propertyNames()) {
      var each = options.path(name);
      var simulated = result.path("monte_carlo").path(name).path("p_npv_negative");
      out.printf(
          "%s%12s %9s %9s %9s %6s %6s %8s%n",
          padded(VisibleText.of(name), wide),
          number(each.path("npv"), 1, "%.2f"),
          number(each.path("irr"), 100, "%.1f%%"),
          number(each.path("expected_roi").path("mid"), 100, "%.1f%%"),
          number(each.path("payback"), 1, "%.2f"),
          number(each.path("risk_score"), 1, "%.1f"),
          number(each.path("score"), 1, "%.2f"),
          number(simulated, 100, "%.1f%%"));
    }
    if (!unit.isEmpty()) {
      out.printf("(NPV in %s, payback in years, risk of 10)%n", VisibleText.of(unit));
    }
  }

  private static String padded(String name, int wide) {
    return name + " ".repeat(Math.max(1, wide - width(name)));
  }

  /** Width of a name; characters of Chinese are two wide. */
  private static int width(String name) {
    return name.codePoints().map(c -> c > 0x2E80 ? 2 : 1).sum();
  }

  private static String number(JsonNode value, int factor, String pattern) {
    return value.isNumber() ? pattern.formatted(factor * value.asDouble()) : "-";
  }

  private static void list(PrintWriter out, String title, JsonNode result) {
    var options = result.path("option_analysis");
    if (options.isEmpty()) {
      return;
    }
    out.printf("%n%s%n", title);
    for (var name : options.propertyNames()) {
      for (var sign : List.of("pros", "cons")) {
        for (var each : options.path(name).path(sign)) {
          out.printf(
              "  %s %s: %s%s%n",
              sign.equals("pros") ? "+" : "-",
              VisibleText.of(name),
              VisibleText.of(each.path("text").asString("")),
              source(each));
        }
      }
    }
  }

  private static void items(PrintWriter out, String title, JsonNode items, String member) {
    if (items.isEmpty()) {
      return;
    }
    out.printf("%n%s%n", title);
    for (var each : items) {
      out.printf(
          "  - %s%s%s%n",
          VisibleText.of(each.path(member).asString("")), detail(each), source(each));
    }
  }

  private static void contradictions(PrintWriter out, JsonNode all) {
    if (!all.isEmpty()) {
      out.printf("%ncontradictions%n");
      all.forEach(each -> out.printf("  - %s%n", ContradictionLine.of(each)));
    }
  }

  private static String detail(JsonNode item) {
    var detail = new StringBuilder();
    for (var member : List.of("option", "value", "timeline")) {
      if (item.hasNonNull(member)) {
        detail.append(": ").append(VisibleText.of(item.path(member).asString("")));
      }
    }
    if (item.path("expected_loss").isNumber()) {
      detail.append(", expected loss ").append(number(item.path("expected_loss"), 1, "%.2f"));
    }
    return detail.toString();
  }

  private static String source(JsonNode item) {
    var source = item.path("source").asString("");
    return source.isEmpty() ? "" : " (" + source + ")";
  }
}
