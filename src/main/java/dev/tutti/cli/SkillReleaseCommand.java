package dev.tutti.cli;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** A command that changes which version of a skill is given. */
abstract class SkillReleaseCommand extends ServerCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The skill.")
  private String name = "";

  /** The last step of the path. */
  abstract String step();

  /** Body of the request. */
  abstract JsonNode body();

  @Override
  final JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.post(path("/admin/skills", name, step()), body());
  }

  @Override
  void print(PrintWriter out, JsonNode answer) {
    var labels = answer.at("/in_force/labels");
    labels.forEachEntry(
        (label, version) -> out.printf("%s: %s = %s%n", name, label, version.asString()));
    if (answer.has("standing")) {
      out.printf("%s: everybody gets %s%n", name, answer.path("standing").asString());
    }
    var arms = answer.at("/in_force/split/arms");
    arms.forEachEntry(
        (version, weight) -> out.printf("%s: %s has weight %d%n", name, version, weight.asInt()));
  }
}
