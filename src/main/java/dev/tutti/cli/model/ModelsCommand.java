package dev.tutti.cli.model;

import dev.tutti.chat.Fault;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ChangeCommand;
import dev.tutti.cli.server.NamedChangeCommand;
import dev.tutti.cli.server.SectionChangeCommand;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti models}. */
@Command(
    name = "models",
    description = "Lists the models of a running server; subcommands test and change them.",
    subcommands = {
      ModelsCommand.Set.class,
      ModelsCommand.Remove.class,
      ModelsCommand.Reset.class,
      ModelsCommand.Drain.class,
      ModelsCommand.Resume.class,
      ModelsTestCommand.class
    })
final class ModelsCommand extends ServerCommand {
  private static final String PATH = "/admin/models";
  private static final String DEPLOYMENTS = "/admin/deployments";

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get("/v1/models");
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    answer
        .path("data")
        .forEach(
            model ->
                out.printf(
                    "%-40s %s%n", model.path("id").asString(), model.path("owned_by").asString()));
  }

  /** {@code tutti models set}. */
  @Command(name = "set", description = "Adds an alias, or puts another in its place.")
  static final class Set extends SectionChangeCommand {
    @Option(
        names = "--deployment",
        paramLabel = "PROVIDER/MODEL[=WEIGHT]",
        description = "Who may answer; several times for several.")
    private List<String> deployments = List.of();

    Set() {
      super(PATH);
    }

    @Override
    protected ObjectNode body() throws IOException {
      var body = super.body();
      if (!deployments.isEmpty()) {
        var list = body.putArray("deployments");
        deployments.forEach(text -> deployment(list.addObject(), text));
      }
      return body;
    }

    private static void deployment(ObjectNode into, String text) {
      int slash = text.indexOf('/');
      int weight = text.lastIndexOf('=');
      int end = weight < 0 ? text.length() : weight;
      if (slash < 1 || slash > end - 2) {
        throw Fault.invalid("--deployment", text + " (expected: PROVIDER/MODEL[=WEIGHT])");
      }
      into.put("provider", text.substring(0, slash)).put("model", text.substring(slash + 1, end));
      if (weight >= 0) {
        into.put("weight", text.substring(weight + 1));
      }
    }
  }

  /** {@code tutti models remove}. */
  @Command(name = "remove", description = "Removes an alias, also one of the file.")
  static final class Remove extends NamedChangeCommand {
    Remove() {
      super("DELETE", PATH);
    }
  }

  /** {@code tutti models reset}. */
  @Command(name = "reset", description = "Forgets what was changed: the file is right again.")
  static final class Reset extends NamedChangeCommand {
    Reset() {
      super("POST", PATH, "reset");
    }
  }

  /** {@code tutti models drain}. */
  @Command(name = "drain", description = "Gives a deployment no new calls; its calls finish.")
  static final class Drain extends ChangeCommand {
    @Parameters(paramLabel = "PROVIDER/MODEL")
    private String deployment = "";

    @Override
    protected String[] target() {
      return new String[] {"POST", step(DEPLOYMENTS, deployment, "drain")};
    }
  }

  /** {@code tutti models resume}. */
  @Command(name = "resume", description = "Gives a drained deployment calls again.")
  static final class Resume extends ChangeCommand {
    @Parameters(paramLabel = "PROVIDER/MODEL")
    private String deployment = "";

    @Override
    protected String[] target() {
      return new String[] {"POST", step(DEPLOYMENTS, deployment, "resume")};
    }
  }

  /** The path of a step with a deployment. */
  static String step(String start, String deployment, String step) {
    int slash = deployment.indexOf('/');
    if (slash < 1 || slash == deployment.length() - 1) {
      throw Fault.invalid("deployment", deployment + " (expected: PROVIDER/MODEL)");
    }
    return path(start, deployment.substring(0, slash), deployment.substring(slash + 1), step);
  }
}
