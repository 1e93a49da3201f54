package dev.tutti.cli.task;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.QueryText;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti file}. */
@Command(
    name = "file",
    description = "Uploads, lists, downloads and deletes files, such as those of batches.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      FileCommand.Upload.class,
      FileCommand.ListFiles.class,
      FileCommand.ShowFile.class,
      FileCommand.Download.class,
      FileCommand.DeleteFile.class
    })
final class FileCommand {
  static final String FILES = "/v1/files";

  private FileCommand() {}

  private static void line(PrintWriter out, JsonNode file) {
    long expires = file.path("expires_at").asLong(0);
    out.printf(
        "%-42s %-12s %12d %-20s %s%n",
        file.path("id").asString(""),
        file.path("purpose").asString(""),
        file.path("bytes").asLong(0),
        expires == 0 ? "-" : Instant.ofEpochSecond(expires),
        file.path("filename").asString(""));
  }

  /** {@code tutti file upload}. */
  @Command(name = "upload", description = "Uploads a file.")
  static final class Upload extends ServerCommand {
    @Option(names = "--purpose", description = "Such as user_data (default: ${DEFAULT-VALUE}).")
    private String purpose = "batch";

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file = Path.of("");

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.upload(FILES, file, purpose);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      line(out, answer);
    }
  }

  /** {@code tutti file list}. */
  @Command(name = "list", description = "Lists files, the newest first.")
  static final class ListFiles extends ServerCommand {
    @Option(names = "--purpose", description = "Such as batch (default: all).")
    private String purpose = "";

    @Option(names = "--limit", description = "The most of them (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    @Option(names = "--after", paramLabel = "ID", description = "Those after this one.")
    private String after = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var query =
          new QueryText()
              .and("limit", Integer.toString(limit))
              .and("purpose", purpose)
              .and("after", after);
      return client.get(FILES + query);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      answer.path("data").forEach(each -> line(out, each));
    }
  }

  /** {@code tutti file show}. */
  @Command(name = "show", description = "Shows what is known of a file.")
  static final class ShowFile extends ServerCommand {
    @Parameters(paramLabel = "ID", description = "The file.")
    private String id = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.get(path(FILES, id));
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      line(out, answer);
    }
  }

  /** {@code tutti file download}. */
  @Command(
      name = "download",
      description = "Writes the content of a file into one of this machine.")
  static final class Download extends ServerCommand {
    @Option(
        names = {"-o", "--output"},
        required = true,
        paramLabel = "FILE",
        description = "Where it goes.")
    private Path output = Path.of("");

    @Parameters(paramLabel = "ID", description = "The file.")
    private String id = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      client.download(path(FILES, id) + "/content", output);
      return Json.object().put("id", id).put("output", output.toString());
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.printf("Wrote %s%n", answer.path("output").asString(""));
    }
  }

  /** {@code tutti file delete}. */
  @Command(name = "delete", description = "Deletes a file with its content.")
  static final class DeleteFile extends ServerCommand {
    @Parameters(paramLabel = "ID", description = "The file.")
    private String id = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.delete(path(FILES, id));
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.printf("Deleted %s%n", answer.path("id").asString(""));
    }
  }
}
