package dev.tutti.cli.character;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.QueryText;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti character}. */
@Command(
    name = "character",
    description =
        "Lists the characters of a running server; subcommands make, import, export, show and"
            + " delete them, and chat with them.",
    subcommands = {
      CharacterCommand.ListAll.class,
      CharacterGenerateCommand.class,
      CharacterRegenerateCommand.class,
      CharacterCommand.Import.class,
      CharacterCommand.Export.class,
      CharacterCommand.Show.class,
      CharacterChatCommand.class,
      CharacterCommand.Delete.class
    })
final class CharacterCommand extends ServerCommand {
  private static final String NAME = "Its name, the newest of that name, or its id.";

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get(CharacterPaths.ALL);
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    list(out, answer);
  }

  private static void list(PrintWriter out, JsonNode answer) {
    out.printf("%-30s %-9s %-8s %-26s %s%n", "ID", "KIND", "VERSION", "CREATED", "NAME");
    answer.path("data").forEach(each -> line(out, each));
  }

  private static void line(PrintWriter out, JsonNode each) {
    out.printf(
        "%-30s %-9s %-8s %-26s %s%n",
        each.path("id").asString(""),
        each.path("kind").asString(""),
        each.path("version").asString(""),
        each.path("created_at").asString(""),
        each.path("name").asString(""));
  }

  /** {@code tutti character list}. */
  @Command(name = "list", description = "Lists characters, the newest first.")
  static final class ListAll extends ServerCommand {
    @Option(names = "--limit", description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--after", description = "Those behind this one.")
    private String after = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var query = new QueryText().and("limit", Integer.toString(limit));
      return client.get(CharacterPaths.ALL + query.and("after", after));
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      list(out, answer);
    }
  }

  /** {@code tutti character import}. */
  @Command(
      name = "import",
      description = "Brings in a card or a lorebook: JSON, PNG, charx, or JPEG with an archive.")
  static final class Import extends ServerCommand {
    @Parameters(paramLabel = "FILE", description = "The file, or - for standard input.")
    private Path file = Path.of("-");

    @Option(names = "--replace", paramLabel = "NAME", description = "Put it in the place of one.")
    private String replaced = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var bytes = file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
      return replaced.isEmpty()
          ? client.send("POST", CharacterPaths.ALL + "/import", bytes)
          : client.send("PUT", CharacterPaths.of(client, replaced), bytes);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      line(out, answer.path("character"));
      answer
          .path("warnings")
          .forEach(
              each ->
                  out.printf(
                      "  %s %s: %s%n",
                      each.path("code").asString(""),
                      each.path("where").asString(""),
                      each.path("message").asString("")));
    }
  }

  /** {@code tutti character export}. */
  @Command(name = "export", description = "Writes a character as it came, or in another form.")
  static final class Export extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = NAME)
    private String name = "";

    @Option(names = "--format", description = "v2, v3, png or charx (default: as it came).")
    private String format = "";

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "Where it goes; standard output, for JSON, where it is missing.")
    private String output = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      boolean isJson = !format.equals("png") && !format.equals("charx");
      if (output.isEmpty() && !isJson) {
        throw new IllegalArgumentException(
            "--output: missing (expected: a file, as %s is no text)".formatted(format));
      }
      var path =
          CharacterPaths.of(client, name) + "/export" + new QueryText().and("format", format);
      if (output.isEmpty()) {
        return Json.valueOf(new String(client.bytes(path), StandardCharsets.UTF_8));
      }
      var file = Path.of(output);
      client.download(path, file);
      return Json.object().put("file", output).put("bytes", Files.size(file));
    }

    /** The document itself keeps its digits and its order. */
    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.println(
          answer.isString()
              ? answer.asString()
              : "%s: %,d bytes".formatted(output, answer.path("bytes").asLong()));
    }

    @Override
    protected boolean isVerbatim() {
      return true;
    }
  }

  /** {@code tutti character show}. */
  @Command(name = "show", description = "Shows a character.")
  static final class Show extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = NAME)
    private String name = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.get(CharacterPaths.of(client, name));
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      line(out, answer.path("character"));
      answer
          .path("normalized")
          .forEachEntry(
              (member, value) -> {
                if (value.isString() && !value.asString().isBlank()) {
                  out.printf("%s: %s%n", member, value.asString());
                }
              });
      out.printf("lorebook: %d entries%n", answer.at("/normalized/lorebook").size());
      CharacterGenerateCommand.profile(out, answer);
    }
  }

  /** {@code tutti character delete}. */
  @Command(name = "delete", description = "Deletes a character.")
  static final class Delete extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = NAME)
    private String name = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.delete(CharacterPaths.of(client, name));
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.printf("%s is deleted%n", answer.path("id").asString(""));
    }
  }
}
