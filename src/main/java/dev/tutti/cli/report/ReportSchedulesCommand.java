package dev.tutti.cli.report;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.NamedChangeCommand;
import dev.tutti.cli.server.SectionChangeCommand;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code tutti report schedules}. */
@Command(
    name = "schedules",
    description = "Lists the reports that come by themselves; subcommands change them.",
    subcommands = {
      ReportSchedulesCommand.Set.class,
      ReportSchedulesCommand.Remove.class,
      ReportSchedulesCommand.Reset.class
    })
final class ReportSchedulesCommand extends ServerCommand {
  private static final String PATH = "/admin/reports/schedules";

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get(PATH);
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    out.printf("%-24s %-12s %-32s %-24s %s%n", "NAME", "KIND", "TO", "NEXT", "LAST");
    for (var each : answer.path("data")) {
      var last = each.path("last");
      out.printf(
          "%-24s %-12s %-32s %-24s %s%n",
          each.path("name").asString(),
          each.path("kind").asString(),
          each.path("to").asString(),
          each.path("next").asString(),
          last.isObject()
              ? "%s, %s".formatted(last.path("state").asString(), last.path("met").asString(""))
              : "-");
    }
  }

  /** {@code tutti report schedules set}. */
  @Command(
      name = "set",
      description = {
        "Adds a schedule, or puts another in its place.",
        "",
        "tutti report schedules set weekly kind=cost every=week at=08:00 'by=[\"owner\"]'"
      })
  static final class Set extends SectionChangeCommand {
    Set() {
      super(PATH);
    }
  }

  /** {@code tutti report schedules remove}. */
  @Command(name = "remove", description = "Removes a schedule, also one of the file.")
  static final class Remove extends NamedChangeCommand {
    Remove() {
      super("DELETE", PATH);
    }
  }

  /** {@code tutti report schedules reset}. */
  @Command(name = "reset", description = "Forgets what was changed: the file is right again.")
  static final class Reset extends NamedChangeCommand {
    Reset() {
      super("POST", PATH, "reset");
    }
  }
}
