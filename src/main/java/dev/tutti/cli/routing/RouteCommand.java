package dev.tutti.cli.routing;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti route}. */
@Command(
    name = "route",
    description = "Says where requests to the model auto go, and learns from outcomes.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RouteCommand.Analyze.class,
      RouteCommand.Decide.class,
      RouteCommand.WhatIf.class,
      RouteCommand.Status.class,
      RouteRules.ListAll.class,
      RouteRules.Set.class,
      RouteRules.Remove.class,
      RouteRules.Reset.class,
      RouteLearning.Learn.class,
      RouteLearning.Evaluate.class,
      RouteLearning.Forget.class
    })
final class RouteCommand {
  private RouteCommand() {}

  /** {@code tutti route analyze}. */
  @Command(name = "analyze", description = "Says how hard a question is, and what it asks for.")
  static final class Analyze extends ServerCommand {
    @Parameters(paramLabel = "QUERY", description = "What the user says.")
    private String query = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.post("/v1/route/analyze", Json.object().put("query", query));
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      RouteLines.analysis(out, answer);
    }
  }

  /** {@code tutti route decide}. */
  @Command(
      name = "decide",
      description = "Says where a question would go and why; no model is asked.")
  static final class Decide extends ServerCommand {
    @Parameters(paramLabel = "QUERY", description = "What the user says.")
    private String query = "";

    @Option(
        names = "--quality",
        paramLabel = "0..1",
        description = "How much quality counts against cost (default: the configuration's).")
    private @Nullable Double quality;

    @Option(
        names = "--rules",
        paramLabel = "FILE",
        description = "Rules to try instead of the configuration's: a JSON list.")
    private @Nullable Path rules;

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var body = Json.object().put("query", query);
      if (quality != null) {
        body.put("quality", quality);
      }
      if (rules != null) {
        body.set("rules", Json.tree(Files.readString(rules)));
      }
      return client.post("/v1/route/decide", body);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      RouteLines.print(out, answer);
    }
  }

  /** {@code tutti route what-if}. */
  @Command(
      name = "what-if",
      description = "Decides recorded calls again under another configuration.")
  static final class WhatIf extends ServerCommand {
    @Option(
        names = "--quality",
        paramLabel = "0..1",
        description = "Another knob (default: the configuration's).")
    private @Nullable Double quality;

    @Option(
        names = "--routing",
        paramLabel = "FILE",
        description = "Another section routing, in JSON (default: the configuration's).")
    private @Nullable Path routing;

    @Option(
        names = "--limit",
        description = "The latest so many calls (default: ${DEFAULT-VALUE}).")
    private int limit = 1_000;

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      ObjectNode body = Json.object().put("limit", limit);
      if (quality != null) {
        body.put("quality", quality);
      }
      if (routing != null) {
        body.set("routing", Json.tree(Files.readString(routing)));
      }
      return client.post("/admin/routing/what-if", body);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.printf(
          "%d calls, %d would go elsewhere%n",
          answer.path("calls").asInt(), answer.path("changed").asInt());
      out.printf(
          "%-24s %8s %8s %10s %10s %12s %12s%n",
          "TASK TYPE", "CALLS", "CHANGED", "QUALITY", "THEN", "COST $", "THEN $");
      line(out, "all", answer);
      answer.path("by_task_type").forEachEntry((task, sums) -> line(out, task, sums));
    }

    private static void line(PrintWriter out, String name, JsonNode sums) {
      out.printf(
          "%-24s %8d %8d %10.3f %10.3f %12.6f %12.6f%n",
          name,
          sums.path("calls").asInt(),
          sums.path("changed").asInt(),
          sums.at("/now/expected_quality").asDouble(0),
          sums.at("/then/expected_quality").asDouble(0),
          sums.at("/now/expected_cost_usd").asDouble(0),
          sums.at("/then/expected_cost_usd").asDouble(0));
    }
  }

  /** {@code tutti route status}. */
  @Command(name = "status", description = "Lists the models that are chosen among.")
  static final class Status extends ServerCommand {
    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.get("/admin/routing");
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.printf(
          "quality %.2f, %d rules%n",
          answer.path("quality").asDouble(0), answer.path("rules").asInt());
      out.printf("%-32s %-10s %9s %9s %9s%n", "MODEL", "TIER", "STRENGTH", "OUTCOMES", "SCORE");
      for (var each : answer.path("models")) {
        out.printf(
            "%-32s %-10s %9.2f %9d %9s%n",
            each.path("model").asString(""),
            each.path("tier").asString(""),
            each.path("strength").asDouble(0),
            each.path("outcomes").asLong(0),
            each.path("score").isNumber() ? "%.3f".formatted(each.path("score").asDouble()) : "");
      }
      answer.path("warnings").forEach(each -> out.println("warning: " + each.asString("")));
    }
  }
}
