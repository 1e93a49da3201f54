package dev.tutti.cli.report;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code tutti top}. */
@Command(
    name = "top",
    description = {
      "Shows figures of calls and attempts by models, keys, owners or other groups, the largest"
          + " first.",
      "",
      "A star stands behind figures with reservations: estimated tokens, unknown prices, a span"
          + " that has not ended; --json says which."
    })
final class TopCommand extends ServerCommand {
  @Mixin private final FigureOptions options = new FigureOptions();

  @Option(
      names = "--by",
      paramLabel = "NAMES",
      description = "One to four dimensions, by commas (default: ${DEFAULT-VALUE}).")
  private String by = "model";

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get(options.path("/admin/top", "by", by));
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    FigureOptions.printHead(out, by.toUpperCase(Locale.ROOT), answer);
    for (var row : answer.path("data")) {
      var names = row.path("names").valueStream().map(each -> each.asString());
      FigureOptions.printLine(out, names.collect(Collectors.joining(", ")), row.path("figures"));
    }
    int others = answer.path("rest").path("groups").asInt();
    if (others > 0) {
      FigureOptions.printLine(out, "(" + others + " others)", answer.path("rest").path("figures"));
    }
    FigureOptions.printLine(out, "(all)", answer.path("total"));
  }
}
