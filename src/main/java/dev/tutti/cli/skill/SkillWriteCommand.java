package dev.tutti.cli.skill;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti skill write}: a folder of texts becomes a version on the server. */
@Command(
    name = "write",
    description = "Writes the files of a folder as a new version of a skill of a running server.")
final class SkillWriteCommand extends ServerCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The skill, which may be new.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "VERSION", description = "Such as 1.1.0; must be new.")
  private String version = "";

  @Parameters(index = "2", paramLabel = "FOLDER", description = "With skill.yaml and prompt.md.")
  private Path folder = Path.of("");

  @Option(
      names = "--give",
      description = "Callers who name no version get it; else they go on as they do.")
  private boolean given;

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    var body = Json.object().put("hold", !given);
    files(body.putObject("files"));
    return client.send("PUT", path(path("/admin/skills", name) + "/versions", version), body);
  }

  private void files(ObjectNode into) throws IOException {
    List<Path> files;
    try (var paths = Files.walk(folder)) {
      files = paths.filter(Files::isRegularFile).filter(this::isShown).sorted().toList();
    }
    for (var file : files) {
      into.put(folder.relativize(file).toString().replace('\\', '/'), text(file));
    }
  }

  /** Whether neither a file nor a folder above it is a hidden one, such as {@code .git}. */
  private boolean isShown(Path file) {
    for (var part : folder.relativize(file)) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": is no text in UTF-8 (expected: files of a skill)", e);
    }
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    out.printf("%s: %s is written%n", name, answer.path("revision").asString(version));
  }
}
