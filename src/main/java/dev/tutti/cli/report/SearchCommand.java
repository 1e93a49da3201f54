package dev.tutti.cli.report;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.QueryText;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti search}. */
@Command(
    name = "search",
    description = {
      "Finds calls, sessions, tasks, keys, skills and models by an id, its beginning, or a part of"
          + " a name, as far as the key's role may see them.",
      "",
      "Sessions and tasks are those of the key's owner."
    })
final class SearchCommand extends ServerCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "TEXT",
      description = "What to look for; words are joined by spaces.")
  private String[] words = {};

  @Option(
      names = "--kinds",
      paramLabel = "KINDS",
      description = "Some of call, session, task, key, skill, model, by commas (default: all).")
  private String kinds = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many of each kind, 1 to 20 (default: ${DEFAULT-VALUE}).")
  private int limit = 5;

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get(
        "/admin/search"
            + new QueryText()
                .and("q", String.join(" ", words))
                .and("kinds", kinds)
                .and("limit", Integer.toString(limit)));
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    out.printf("%-8s %-36s %-32s %s%n", "KIND", "ID", "NAME", "DESCRIPTION");
    for (var each : answer.path("data")) {
      out.printf(
          "%-8s %-36s %-32s %s%n",
          each.path("kind").asString(),
          each.path("id").asString(),
          each.path("name").asString(),
          each.path("description").asString());
    }
    if (!answer.path("more").isEmpty()) {
      out.printf("More of: %s (--limit)%n", words(answer.path("more")));
    }
    out.printf("Searched: %s%n", words(answer.path("searched")));
  }

  private static String words(JsonNode list) {
    return list.valueStream().map(each -> each.asString()).collect(Collectors.joining(", "));
  }
}
