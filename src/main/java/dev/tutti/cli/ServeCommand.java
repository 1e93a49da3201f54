package dev.tutti.cli;

import dev.tutti.Configuration;
import dev.tutti.Server;
import dev.tutti.chat.Json;
import dev.tutti.cli.server.ConfigOptions;
import dev.tutti.telemetry.log.LineHandler;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tutti serve}. */
@Command(name = "serve", description = "Starts the server.")
final class ServeCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--host",
      description = "The address (default: $TUTTI_HOST, else the file's, else 127.0.0.1).",
      defaultValue = "${env:TUTTI_HOST:-" + Option.NULL_VALUE + "}")
  private @Nullable String host;

  @Option(
      names = "--port",
      description =
          "The port, 0 for any free one (default: $TUTTI_PORT, else the file's, else 8080).",
      defaultValue = "${env:TUTTI_PORT:-" + Option.NULL_VALUE + "}")
  private @Nullable String port;

  @Option(names = "--json", description = "Print where it listens as one line of JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    LineHandler.install();
    var server = Server.start(configuration());
    Shutdown.closeOnSignal(server);
    var out = spec.commandLine().getOut();
    if (json) {
      tell(out, server);
    } else {
      greet(out, server);
    }
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }

  private Configuration configuration() {
    var chosen = config.configuration();
    if (host != null) {
      chosen = chosen.with("server.host", host, "--host");
    }
    return port == null ? chosen : chosen.with("server.port", port, "--port");
  }

  private static void tell(PrintWriter out, Server server) {
    var told = Json.object().put("url", server.url()).put("needs_key", server.needsKey());
    var providers = told.putArray("providers");
    server.providers().forEach(providers::add);
    out.println(Json.text(told));
    out.flush();
  }

  private static void greet(PrintWriter out, Server server) {
    out.printf("Tutti listens on %s%n", server.url());
    out.printf("Providers: %s%n", String.join(", ", server.providers()));
    if (server.hasConsole()) {
      out.printf("Console: %s/console%n", server.url());
    }
    out.println(server.needsKey() ? "Callers need a key." : "No key exists: open on loopback.");
    out.println();
    out.println("Try:");
    out.printf("  curl %s/v1/chat/completions \\%n", server.url());
    if (server.needsKey()) {
      out.println("    -H \"Authorization: Bearer $TUTTI_API_KEY\" \\");
    }
    out.println("    -H 'Content-Type: application/json' \\");
    out.println(
        "    -d '{\"model\":\"sim\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'");
    out.flush();
  }
}
