package dev.tutti.cli.application;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * Charts of a result as files: the first as it is named, {@code out.svg}, and the others beside it,
 * {@code out-comparison.svg} and so on.
 */
final class ChartFiles {
  private static final String ENDING = ".svg";

  private ChartFiles() {}

  /** Writes them, and says where. */
  static void write(Path first, JsonNode charts, PrintWriter said) throws IOException {
    if (charts.isEmpty()) {
      said.println("no chart: the result has none");
    }
    var name = first.getFileName() == null ? "chart" + ENDING : first.getFileName().toString();
    var stem = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    for (int i = 0; i < charts.size(); i++) {
      var id = charts.get(i).path("id").asString("").replaceAll("[^a-z0-9_-]", "");
      var to = i == 0 ? first : first.resolveSibling(stem + "-" + id + ENDING);
      Files.writeString(to, charts.get(i).path("svg").asString(""));
      said.println(to);
    }
  }
}
