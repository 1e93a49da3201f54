package dev.tutti.cli.model;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ServerCommand;
import dev.tutti.cli.server.ServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code tutti models test}: whether models answer, through a running server. */
@Command(
    name = "test",
    description = {
      "Asks models of a running server for one token and prints whether and how fast they answer.",
      "The exit code is 1 when one of them does not."
    })
final class ModelsTestCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Aliases or provider/model (default: all aliases and skills).")
  private List<String> names = List.of();

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    var body = Json.object();
    var models = body.putArray("models");
    names.forEach(models::add);
    try (var client = server.client()) {
      var results = client.post("/admin/models/test", body);
      print(spec.commandLine().getOut(), results);
      boolean all = results.valueStream().allMatch(each -> each.path("accessible").asBoolean());
      return all ? 0 : 1;
    } catch (IOException e) {
      throw server.unreachable(e);
    }
  }

  private void print(PrintWriter out, JsonNode results) {
    if (json) {
      out.println(Json.text(results));
    } else {
      out.printf("%-40s %-10s %10s  %s%n", "MODEL", "ANSWERS", "LATENCY", "ERROR");
      ServerCommand.visible(results)
          .forEachEntry(
              (name, result) -> {
                line(out, name, result);
                result.path("deployments").forEachEntry((each, one) -> line(out, "  " + each, one));
              });
    }
    out.flush();
  }

  private static void line(PrintWriter out, String name, JsonNode result) {
    out.printf(
        "%-40s %-10s %7.0f ms  %s%n",
        name,
        result.path("accessible").asBoolean() ? "yes" : "no",
        result.path("latency_ms").asDouble(),
        result.path("error").asString(""));
  }
}
