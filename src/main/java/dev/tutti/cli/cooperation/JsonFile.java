package dev.tutti.cli.cooperation;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** File of JSON that somebody has written, or standard input. */
final class JsonFile {
  private JsonFile() {}

  /** Text of a file; {@code -} is standard input. */
  static String text(String file) throws IOException {
    if (file.equals("-")) {
      return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    }
    var path = Path.of(file);
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException(file + ": a folder (expected: a file)");
    }
    return Files.readString(path);
  }

  /** Value of a file. */
  static JsonNode read(String file) throws IOException {
    return parse(text(file), file);
  }

  /**
   * Value of a text.
   *
   * @param place where it stands, for messages
   */
  static JsonNode parse(String text, String place) {
    try {
      return Json.parse(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(place + ": not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
