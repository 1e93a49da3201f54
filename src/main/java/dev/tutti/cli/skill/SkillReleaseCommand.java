package dev.tutti.cli.skill;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** A command that changes which version of a skill is given. */
abstract class SkillReleaseCommand extends ServerCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The skill.")
  private String name = "";

  /** Method of the request. */
  String method() {
    return "POST";
  }

  /** The last step of the path. */
  abstract String step();

  /** Body of the request. */
  abstract JsonNode body();

  @Override
  protected final JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.send(method(), path("/admin/skills", name, step()), body());
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    var release = answer.path("in_force");
    ReleaseLines.print(out, name + ": ", release);
    if (answer.has("standing")) {
      out.printf(
          release.at("/split/arms").isEmpty()
              ? "%s: everybody gets %s%n"
              : "%s: %s once there is no split%n",
          name,
          answer.path("standing").asString());
    }
  }
}
