package dev.tutti.cli.skill;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.QueryText;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti skill compare}. */
@Command(
    name = "compare",
    description = {
      "Compares two versions of a skill by what became of their calls.",
      "",
      "B is called better or worse than A only where chance does not explain it, over all measures"
          + " in 95 of 100 comparisons; the brackets say where the true value is."
    })
final class SkillCompareCommand extends ServerCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The skill.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "A", description = "A version, a revision or a label.")
  private String first = "";

  @Parameters(index = "2", paramLabel = "B", description = "The one that is held against it.")
  private String second = "";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Calls since then, such as 2026-03-01T00:00:00Z (default: 30 days ago).")
  private String from = "";

  @Option(names = "--to", paramLabel = "TIME", description = "Calls until then (default: now).")
  private String to = "";

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    var query = new QueryText().and("a", first).and("b", second).and("from", from).and("to", to);
    return client.get(path("/admin/skills", name, "compare") + query);
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    for (var version : new String[] {"a", "b"}) {
      var told = answer.path(version);
      out.printf(
          "%s: %s, %d calls%s%n",
          version.toUpperCase(Locale.ROOT),
          told.path("revision").asString(),
          told.path("calls").asLong(),
          told.path("has_more").asBoolean() ? ", the latest ones" : "");
    }
    out.printf("%n%-16s %-34s %-34s %s%n", "MEASURE", "A", "B", "B IS");
    for (var each : answer.path("measures")) {
      out.printf(
          "%-16s %-34s %-34s %s%n",
          each.path("measure").asString(),
          value(each.path("a")),
          value(each.path("b")),
          verdict(each.path("verdict").asString()));
    }
  }

  private static String value(JsonNode estimate) {
    if (!estimate.path("value").isNumber()) {
      return "-";
    }
    var value = figure(estimate, "value");
    return estimate.path("low").isNumber()
        ? "%s [%s, %s]".formatted(value, figure(estimate, "low"), figure(estimate, "high"))
        : value;
  }

  private static String figure(JsonNode estimate, String name) {
    return "%.4g".formatted(estimate.path(name).asDouble());
  }

  private static String verdict(String word) {
    return switch (word) {
      case "open" -> "not shown to differ";
      case "too_few" -> "unknown, too few calls";
      default -> word;
    };
  }
}
