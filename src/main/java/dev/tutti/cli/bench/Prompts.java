package dev.tutti.cli.bench;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of prompts. */
final class Prompts {
  private Prompts() {}

  /** The prompts of a file: one a line, as text or as {@code {"prompt": "..."}}. */
  static List<String> read(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.map(String::strip).filter(line -> !line.isEmpty()).map(Prompts::prompt).toList();
    }
  }

  private static String prompt(String line) {
    if (!line.startsWith("{")) {
      return line;
    }
    try {
      return Json.tree(line).path("prompt").asString(line);
    } catch (Fault _) {
      return line;
    }
  }
}
