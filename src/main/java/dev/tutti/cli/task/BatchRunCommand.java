package dev.tutti.cli.task;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import dev.tutti.cli.server.ServerOptions;
import dev.tutti.cli.terminal.Progress;
import dev.tutti.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * {@code tutti batch run}: has a file of requests answered and writes the results beside it. Its
 * batch is noted beside the output, so that the same command goes on where it was left.
 */
@Command(
    name = "run",
    description = {
      "Has every request of a file answered, and waits for it.",
      "The same command again goes on with a batch that it was not told the end of."
    })
final class BatchRunCommand implements Callable<Integer> {
  private static final Set<String> LAST = Set.of("completed", "failed", "expired", "cancelled");
  private static final int MISSING = 404;

  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "Where the results go; errors go to FILE.errors.")
  private Path output = Path.of("");

  @Option(names = "--window", description = "Time that it may take (default: ${DEFAULT-VALUE}).")
  private String window = "24h";

  @Option(names = "--json", description = "Print the batch at its end as JSON.")
  private boolean json;

  @Parameters(paramLabel = "FILE", description = "The requests: lines of JSON in OpenAI's form.")
  private Path input = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    var endpoint = endpoint();
    requireFolder();
    try (var client = server.client()) {
      var batch = await(client, begun(client, endpoint));
      results(client, batch);
      Files.deleteIfExists(note());
      print(batch);
      boolean good = batch.path("status").asString("").equals("completed");
      return good ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (IOException e) {
      throw server.unreachable(e);
    }
  }

  /** Endpoint of the first line, which is that of all. */
  private String endpoint() {
    try (var lines = Files.lines(input, StandardCharsets.UTF_8)) {
      var first = lines.filter(line -> !line.isBlank()).findFirst().orElse("{}");
      var url = Json.tree(first).path("url").asString("");
      if (!url.isEmpty()) {
        return url;
      }
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(input + ": is not there (expected: a file)", e);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(input + ": cannot be read: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        input + ": its first line has no url (expected: such as /v1/chat/completions)");
  }

  /** Before anything is uploaded. */
  private void requireFolder() {
    var folder = output.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new IllegalArgumentException(
          "%s: cannot be written (expected: in a folder that is there)".formatted(output));
    }
  }

  private Path note() {
    return output.resolveSibling(output.getFileName() + ".batch");
  }

  /** The batch that was begun before, or a new one. */
  private JsonNode begun(ApiClient client, String endpoint)
      throws IOException, InterruptedException {
    var note = BatchNote.read(note());
    if (note.isPresent()) {
      requireSame(note.get());
      try {
        var known = client.get(ServerCommand.path(BatchCommand.BATCHES, note.get().id()));
        spec.commandLine().getErr().printf("Going on with %s.%n", note.get().id());
        return known;
      } catch (Fault gone) {
        if (gone.status() != MISSING) {
          throw gone;
        }
      }
    }
    var file = client.upload(FileCommand.FILES, input, "batch").path("id").asString("");
    var body =
        Json.object()
            .put("input_file_id", file)
            .put("endpoint", endpoint)
            .put("completion_window", window);
    var batch = client.post(BatchCommand.BATCHES, body);
    BatchNote.of(batch.path("id").asString(""), input).write(note());
    return batch;
  }

  private void requireSame(BatchNote note) throws IOException {
    if (!note.isOf(input)) {
      throw new IllegalArgumentException(
          "%s: %s was begun with other requests than %s has (expected: another output, or none of that name)"
              .formatted(note(), note.id(), input));
    }
  }

  private JsonNode await(ApiClient client, JsonNode begun)
      throws IOException, InterruptedException {
    var path = ServerCommand.path(BatchCommand.BATCHES, begun.path("id").asString(""));
    var batch = begun;
    Progress bar = null;
    while (!LAST.contains(batch.path("status").asString(""))) {
      Thread.sleep(RestartPatience.PAUSE);
      batch = RestartPatience.ask(() -> client.get(path));
      var counts = batch.path("request_counts");
      long total = counts.path("total").asLong(0);
      if (bar == null && total > 0) {
        bar = new Progress(spec.commandLine().getErr(), Terminal.isWatched(), total);
      }
      if (bar != null) {
        bar.to(counts.path("completed").asLong(0) + counts.path("failed").asLong(0));
      }
    }
    if (bar != null) {
      bar.end();
    }
    return batch;
  }

  private void results(ApiClient client, JsonNode batch) throws IOException, InterruptedException {
    download(client, batch.path("output_file_id"), output);
    download(client, batch.path("error_file_id"), errors());
  }

  private Path errors() {
    return output.resolveSibling(output.getFileName() + ".errors");
  }

  private static void download(ApiClient client, JsonNode file, Path to)
      throws IOException, InterruptedException {
    if (file.isString()) {
      client.download(ServerCommand.path(FileCommand.FILES, file.asString()) + "/content", to);
    } else {
      Files.deleteIfExists(to);
    }
  }

  private void print(JsonNode batch) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(batch));
    } else {
      summary(out, ServerCommand.visible(batch));
    }
    out.flush();
  }

  private void summary(PrintWriter out, JsonNode batch) {
    var counts = batch.path("request_counts");
    var status = batch.path("status").asString("");
    long seconds =
        Math.max(0, batch.path(status + "_at").asLong(0) - batch.path("created_at").asLong(0));
    out.printf(
        "%s %s after %d s: %d requests, %d answered, %d failed%n",
        batch.path("id").asString(""),
        status,
        seconds,
        counts.path("total").asLong(0),
        counts.path("completed").asLong(0),
        counts.path("failed").asLong(0));
    BatchCommand.errors(out, batch);
    if (batch.path("output_file_id").isString()) {
      out.printf("results: %s%n", output);
    }
    if (batch.path("error_file_id").isString()) {
      out.printf("errors:  %s%n", errors());
    }
  }
}
