package dev.tutti.cli.task;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.QueryText;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti batch}. */
@Command(
    name = "batch",
    description = "Runs files of requests, and shows and cancels batches.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BatchRunCommand.class,
      BatchCommand.ListBatches.class,
      BatchCommand.ShowBatch.class,
      BatchCommand.CancelBatch.class
    })
final class BatchCommand {
  static final String BATCHES = "/v1/batches";

  private BatchCommand() {}

  private static void line(PrintWriter out, JsonNode batch) {
    var counts = batch.path("request_counts");
    out.printf(
        "%-38s %-12s %8d of %-8d %6d failed  %s%n",
        batch.path("id").asString(""),
        batch.path("status").asString(""),
        counts.path("completed").asLong(0) + counts.path("failed").asLong(0),
        counts.path("total").asLong(0),
        counts.path("failed").asLong(0),
        batch.path("endpoint").asString(""));
  }

  /** Mistakes of a file, a line each. */
  static void errors(PrintWriter out, JsonNode batch) {
    for (var error : batch.at("/errors/data")) {
      var line = error.path("line").asLong(0);
      out.printf(
          "%s%s: %s%n",
          line == 0 ? "" : "line " + line + ": ",
          error.path("code").asString(""),
          error.path("message").asString(""));
    }
  }

  /** {@code tutti batch list}. */
  @Command(name = "list", description = "Lists batches, the newest first.")
  static final class ListBatches extends ServerCommand {
    @Option(names = "--limit", description = "The most of them (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--after", paramLabel = "ID", description = "Those after this one.")
    private String after = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var query = new QueryText().and("limit", Integer.toString(limit)).and("after", after);
      return client.get(BATCHES + query);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      answer.path("data").forEach(each -> line(out, each));
    }
  }

  /** {@code tutti batch show}. */
  @Command(name = "show", description = "Shows how far a batch has come, and its files.")
  static final class ShowBatch extends ServerCommand {
    @Parameters(paramLabel = "ID", description = "The batch.")
    private String id = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.get(path(BATCHES, id));
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      line(out, answer);
      for (var file : new String[] {"input_file_id", "output_file_id", "error_file_id"}) {
        out.printf("  %-15s %s%n", file, answer.path(file).asString("-"));
      }
      errors(out, answer);
    }
  }

  /** {@code tutti batch cancel}. */
  @Command(name = "cancel", description = "Ends a batch; lines that have an answer keep it.")
  static final class CancelBatch extends ServerCommand {
    @Parameters(paramLabel = "ID", description = "The batch.")
    private String id = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.post(path(BATCHES, id) + "/cancel", Json.object());
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      line(out, answer);
    }
  }
}
