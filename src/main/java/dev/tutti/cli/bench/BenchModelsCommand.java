package dev.tutti.cli.bench;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import dev.tutti.cli.server.ServerOptions;
import dev.tutti.cli.terminal.Progress;
import dev.tutti.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** {@code tutti bench models}: the same prompts to several models, side by side. */
@Command(
    name = "models",
    description = {
      "Asks several models of a running server the same prompts and compares them.",
      "The exit code is 1 when an answer failed."
    })
final class BenchModelsCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(
      names = "--prompts",
      required = true,
      paramLabel = "FILE",
      description = "One prompt a line, as text or as {\"prompt\": \"...\"}.")
  private Path prompts = Path.of("");

  @Option(
      names = {"-m", "--models"},
      split = ",",
      description = "Aliases or provider/model (default: all aliases).")
  private List<String> models = List.of();

  @Option(
      names = "--rounds",
      description = "How often each prompt is asked (default: ${DEFAULT-VALUE}).")
  private int rounds = 1;

  @Option(
      names = {"-c", "--concurrency"},
      description = "How many chats at once, of all models together (default: ${DEFAULT-VALUE}).")
  private int concurrency = 4;

  @Option(names = "--max-tokens", description = "The most tokens of an answer (default: no limit).")
  private @Nullable Integer maxTokens;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    require(rounds >= 1 && concurrency >= 1 && concurrency <= 1_000);
    try (var client = server.client()) {
      var plan = new ModelComparison.Plan(names(client), read(), rounds, concurrency, maxTokens);
      var progress =
          new Progress(spec.commandLine().getErr(), Terminal.isWatched() && !json, plan.chats());
      try (var comparison = new ModelComparison(plan, server)) {
        comparison.run(progress);
        progress.end();
        var rows = comparison.rows(client);
        print(rows);
        return rows.valueStream().allMatch(row -> row.path("failed").asLong() == 0) ? 0 : 1;
      }
    } catch (IOException e) {
      throw server.unreachable(e);
    }
  }

  private void require(boolean holds) {
    if (!holds) {
      throw wrong("--rounds and --concurrency: expected 1 or more, at most 1000 at once");
    }
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private List<String> read() {
    List<String> all;
    try {
      all = Prompts.read(prompts);
    } catch (IOException e) {
      throw wrong("--prompts: %s cannot be read (expected: a text file)".formatted(prompts));
    }
    if (all.isEmpty()) {
      throw wrong("--prompts: %s has none (expected: one a line)".formatted(prompts));
    }
    return all;
  }

  private List<String> names(ApiClient client) throws IOException, InterruptedException {
    if (!models.isEmpty()) {
      return models;
    }
    return client
        .get("/v1/models")
        .path("data")
        .valueStream()
        .map(each -> each.path("id").asString(""))
        .filter(id -> id.indexOf('/') < 0)
        .toList();
  }

  private void print(ArrayNode rows) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(rows));
    } else {
      table(out, rows);
    }
    out.flush();
  }

  private static void table(PrintWriter out, ArrayNode rows) {
    out.printf(
        "%-30s %6s %6s %9s %9s %9s %9s %8s %11s%n",
        "MODEL", "OK", "FAILED", "P50", "P95", "FIRST50", "FIRST95", "TOKENS/S", "COST");
    for (var row : ServerCommand.visible(rows)) {
      out.printf(
          "%-30s %6d %6d %6.0f ms %6.0f ms %6.0f ms %6.0f ms %8.1f %11s%n",
          row.path("model").asString(),
          row.path("succeeded").asLong(),
          row.path("failed").asLong(),
          row.path("latency_ms_p50").asDouble(),
          row.path("latency_ms_p95").asDouble(),
          row.path("first_token_ms_p50").asDouble(0),
          row.path("first_token_ms_p95").asDouble(0),
          row.path("tokens_per_second").asDouble(),
          cost(row.path("cost_usd")));
      row.path("failures")
          .forEachEntry((why, count) -> out.printf("  failed %sx: %s%n", count.asString(), why));
    }
  }

  private static String cost(JsonNode dollars) {
    return dollars.isNumber() ? "$%.6f".formatted(dollars.asDouble()) : "unknown";
  }
}
