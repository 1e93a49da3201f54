package dev.tutti.cli.application;

import dev.tutti.text.VisibleText;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti analyze}. */
@Command(
    name = "analyze",
    description = "Analyses documents: insights, metrics, risks and advice, with their quotes.")
final class AnalyzeCommand extends ApplicationCommand {
  @Option(names = "--type", description = "comprehensive, summary or risk.")
  private String type = "";

  @Option(names = "--question", description = "What you want to know.")
  private String question = "";

  @Override
  String application() {
    return "document_analysis";
  }

  @Override
  void add(ObjectNode parameters) {
    parameters.put("output_format", "markdown");
    if (!type.isEmpty()) {
      parameters.put("analysis_type", type);
    }
    if (!question.isEmpty()) {
      parameters.put("question", question);
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
