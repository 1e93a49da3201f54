package dev.tutti.cli.character;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti character generate}. */
@Command(
    name = "generate",
    description = "Makes a character of its name and a text, in eight categories side by side.")
final class CharacterGenerateCommand extends ServerCommand {
  @Parameters(paramLabel = "NAME", description = "The name of the character.")
  private String name = "";

  @Option(names = "--text", description = "What it is made of.")
  private String text = "";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The same in a file; - reads standard input.")
  private String file = "";

  @Option(
      names = "--source",
      paramLabel = "KIND",
      description = "A source of the configuration, or html, mediawiki, baike.")
  private String source = "";

  @Option(names = "--from", paramLabel = "URL", description = "Address of the source.")
  private String address = "";

  @Option(names = "--title", description = "Title of the page (default: the name).")
  private String title = "";

  @Option(
      names = {"-m", "--model"},
      description = "Who is asked.")
  private String model = "";

  @Option(names = "--fallback-model", description = "Who is asked where that one fails.")
  private String fallback = "";

  @Option(names = "--language", description = "Of the profile, such as zh or en.")
  private String language = "";

  @Option(names = "--category", description = "One of the categories; once for each.")
  private List<String> categories = List.of();

  @Option(names = "--invent", description = "Let the model make up what the text does not say.")
  private boolean invent;

  @Option(names = "--background", description = "Do not wait; print the task.")
  private boolean background;

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    var task = client.post(CharacterPaths.ALL, body());
    return background
        ? task
        : new MakingTask(client, task.path("task_id").asString(), err()).result();
  }

  private ObjectNode body() throws IOException {
    var body = Json.object().put("role", name);
    put(body, "text", file.isEmpty() ? text : read());
    put(body, "model", model);
    put(body, "fallback_model", fallback);
    put(body, "language", language);
    if (!source.isEmpty()) {
      var place = body.putObject("source").put("kind", source);
      put(place, "url", address);
      put(place, "title", title);
    }
    if (!categories.isEmpty()) {
      var list = body.putArray("categories");
      categories.forEach(list::add);
    }
    if (invent) {
      body.put("invent", true);
    }
    return body;
  }

  private static void put(ObjectNode body, String name, String value) {
    if (!value.isEmpty()) {
      body.put(name, value);
    }
  }

  private String read() throws IOException {
    if (!text.isEmpty()) {
      throw new IllegalArgumentException("--file: beside --text (expected: one of them)");
    }
    return file.equals("-")
        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
        : Files.readString(Path.of(file));
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    if (answer.has("task_id")) {
      out.println(answer.path("task_id").asString());
      return;
    }
    out.printf(
        "%s %s, %s%n",
        answer.at("/character/id").asString(""),
        answer.at("/character/name").asString(""),
        answer.path("status").asString(""));
    profile(out, answer);
  }

  /** The categories of a profile, and what of them does not fit together. */
  static void profile(PrintWriter out, JsonNode answer) {
    answer
        .path("profile")
        .forEachEntry(
            (category, result) ->
                out.printf(
                    "  %-14s %-9s %6.1f s %3d quotes%s%n",
                    category,
                    result.path("status").asString(""),
                    result.path("duration_ms").asLong(0) / 1_000.0,
                    result.path("sources").size(),
                    result.path("error").isObject()
                        ? "  " + result.at("/error/message").asString("")
                        : ""));
    answer
        .path("consistency")
        .forEach(
            each ->
                out.printf(
                    "  %s: %s%n",
                    each.path("code").asString(""), each.path("message").asString("")));
  }
}
