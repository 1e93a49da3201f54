package dev.tutti.cli.skill;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti skill trial}. */
@Command(
    name = "trial",
    description = {
      "Runs the tests of a skill that ask models with other models in the place of its own.",
      "A running server asks them, and pays for it."
    })
final class SkillTrialCommand extends ServerCommand {
  @Parameters(paramLabel = "NAME", description = "The skill.")
  private String name = "";

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      required = true,
      description = "A model that is tried; up to five times.")
  private List<String> models = List.of();

  @Option(names = "--version", paramLabel = "VERSION", description = "Such as 1.1.0 or ^1.1.")
  private String version = "";

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    var body = Json.object();
    models.forEach(body.putArray("models")::add);
    if (!version.isEmpty()) {
      body.put("version", version);
    }
    return client.post(path("/admin/skills", name, "trial"), body);
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    out.printf("%-32s %6s %6s %8s %12s%n", "MODEL", "PASSED", "FAILED", "TOKENS", "COST");
    line(out, answer.path("usual"));
    answer.path("models").forEach(each -> line(out, each));
    var cheaper = answer.path("cheaper");
    if (cheaper.isObject()) {
      out.printf(
          "%s passes what %s passes, for %.0f %% of its cost%n",
          cheaper.path("model").asString(),
          answer.at("/usual/model").asString(),
          100 * cheaper.path("cost_share").asDouble());
    }
  }

  private static void line(PrintWriter out, JsonNode model) {
    var cost = model.path("cost_usd");
    out.printf(
        "%-32s %6d %6d %8d %12s%n",
        model.path("model").asString(),
        model.path("passed").asLong(),
        model.path("failed").asLong(),
        model.path("total_tokens").asLong(),
        cost.isNumber() ? "$%.6f".formatted(cost.asDouble()) : "-");
    for (var failure : model.path("failures")) {
      for (var problem : failure.path("problems")) {
        out.printf(
            "  %s: %s: %s%n",
            failure.path("place").asString(), failure.path("name").asString(), problem.asString());
      }
    }
  }
}
