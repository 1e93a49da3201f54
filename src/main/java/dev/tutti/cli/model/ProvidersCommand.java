package dev.tutti.cli.model;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.NamedChangeCommand;
import dev.tutti.cli.server.SectionChangeCommand;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code tutti providers}. */
@Command(
    name = "providers",
    description = "Lists, adds, changes and removes providers of a running server.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ProvidersCommand.ListAll.class,
      ProvidersCommand.Set.class,
      ProvidersCommand.Remove.class,
      ProvidersCommand.Reset.class
    })
final class ProvidersCommand {
  private static final String PATH = "/admin/providers";

  private ProvidersCommand() {}

  /** {@code tutti providers list}. */
  @Command(name = "list", description = "Lists what is configured, without secrets.")
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
              each ->
                  out.printf(
                      "%-24s %-20s %s%n",
                      each.path("name").asString(),
                      each.path("config").path("preset").asString("openai-compatible"),
                      each.path("origin").asString()));
      answer
          .path("removed")
          .forEach(
              each ->
                  out.printf(
                      "%-24s %-20s change %d by %s%n",
                      each.path("name").asString(),
                      "(removed)",
                      each.path("id").asLong(),
                      each.path("who").asString()));
    }
  }

  /** {@code tutti providers set}. */
  @Command(name = "set", description = "Adds a provider, or puts another in its place.")
  static final class Set extends SectionChangeCommand {
    Set() {
      super(PATH);
    }
  }

  /** {@code tutti providers remove}. */
  @Command(name = "remove", description = "Removes a provider, also one of the file.")
  static final class Remove extends NamedChangeCommand {
    Remove() {
      super("DELETE", PATH);
    }
  }

  /** {@code tutti providers reset}. */
  @Command(name = "reset", description = "Forgets what was changed: the file is right again.")
  static final class Reset extends NamedChangeCommand {
    Reset() {
      super("POST", PATH, "reset");
    }
  }
}
