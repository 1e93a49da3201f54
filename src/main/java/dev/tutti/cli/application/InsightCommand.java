package dev.tutti.cli.application;

import dev.tutti.text.VisibleText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti insight}. */
@Command(
    name = "insight",
    description = "Computes what numbers say: trends, growth, seasons, correlations, forecasts.")
final class InsightCommand extends ApplicationCommand {
  @Option(names = "--type", description = "trends, comparative, correlation or comprehensive.")
  private String type = "";

  @Option(names = "--horizon", description = "Periods to forecast (default: 3).")
  private int horizon;

  @Option(names = "--question", description = "What you want to know.")
  private String question = "";

  @Option(
      names = "--chart",
      paramLabel = "SVG",
      description = "File for the first chart; others go to files beside it.")
  private @Nullable Path chart;

  @Override
  String application() {
    return "data_insight";
  }

  @Override
  void add(ObjectNode parameters) {
    parameters.put("output_format", "markdown");
    if (!type.isEmpty()) {
      parameters.put("insight_type", type);
    }
    if (horizon != 0) {
      parameters.put("horizon", horizon);
    }
    if (!question.isEmpty()) {
      parameters.put("question", question);
    }
  }

  @Override
  void received(JsonNode result) throws IOException {
    if (chart != null) {
      ChartFiles.write(chart, result.path("charts"), err());
    }
  }

  @Override
  void printResult(PrintWriter out, JsonNode result) {
    result
        .path("markdown")
        .asString("")
        .lines()
        .forEach(line -> out.println(VisibleText.words(line)));
  }
}
