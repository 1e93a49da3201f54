package dev.tutti.cli;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tutti models}. */
@Command(name = "models", description = "Lists the models of a running server.")
final class ModelsCommand implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "Print the list as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    var out = spec.commandLine().getOut();
    try (var client = server.client()) {
      var list = client.get("/v1/models");
      if (json) {
        out.println(Json.text(list));
      } else {
        list.path("data")
            .forEach(
                model ->
                    out.printf(
                        "%-40s %s%n",
                        model.path("id").asString(), model.path("owned_by").asString()));
      }
      out.flush();
      return ExitCode.OK;
    } catch (IOException e) {
      throw server.unreachable(e);
    }
  }
}
