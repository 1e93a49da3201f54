package dev.tutti.cli.routing;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.NamedChangeCommand;
import dev.tutti.cli.server.SectionChangeCommand;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Subcommands of {@code tutti route} about rules. */
final class RouteRules {
  private static final String PATH = "/admin/routing/rules";

  private RouteRules() {}

  /** {@code tutti route rules}. */
  @Command(name = "rules", description = "Lists the rules in force, in the order of their asking.")
  static final class ListAll extends ServerCommand {
    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.get(PATH);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      answer
          .path("data")
          .forEach(
              rule ->
                  out.printf(
                      "%5d %-24s %-4s %-24s %s%n",
                      rule.path("priority").asInt(),
                      rule.path("name").asString(),
                      rule.path("enabled").asBoolean() ? "on" : "off",
                      rule.path("model").asString(rule.path("strategy").asString("")),
                      rule.path("origin").asString()));
      answer.path("warnings").forEach(each -> out.printf("# %s%n", each.asString("")));
    }
  }

  /** {@code tutti route set}. */
  @Command(
      name = "set",
      description = {
        "Adds a rule, or puts another in its place.",
        "",
        "tutti route set night model=careful priority=10 hours=22:00-06:00"
      })
  static final class Set extends SectionChangeCommand {
    Set() {
      super(PATH);
    }
  }

  /** {@code tutti route remove}. */
  @Command(name = "remove", description = "Removes a rule; one that the file lists is off.")
  static final class Remove extends NamedChangeCommand {
    Remove() {
      super("DELETE", PATH);
    }
  }

  /** {@code tutti route reset}. */
  @Command(name = "reset", description = "Forgets what was changed: the file is right again.")
  static final class Reset extends NamedChangeCommand {
    Reset() {
      super("POST", PATH, "reset");
    }
  }
}
