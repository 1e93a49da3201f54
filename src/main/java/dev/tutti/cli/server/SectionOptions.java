package dev.tutti.cli.server;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A section of the configuration: its name, and what it says as a JSON file and single values. */
public final class SectionOptions {
  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The section as JSON, - for standard input.")
  private @Nullable String file;

  @Parameters(index = "0", paramLabel = "NAME", description = "What it is called.")
  private String name = "";

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = {
        "A value, such as max_in_flight=20 or timeouts.idle=10s; lists as JSON.",
        "Give secrets as 'api_key=$${NAME}': the server's environment is asked."
      })
  private List<String> values = List.of();

  /** Name of the section. */
  public String name() {
    return name;
  }

  /** The section: the file, with the values over it. */
  public ObjectNode section() throws IOException {
    var section = file == null ? Json.object() : Json.request(contents(file));
    values.forEach(value -> put(section, value));
    return section;
  }

  private static byte[] contents(String file) throws IOException {
    return file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
  }

  private static void put(ObjectNode section, String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw Fault.invalid(assignment, "(expected: KEY=VALUE)");
    }
    var keys = assignment.substring(0, equals).split("\\.", -1);
    var place = section;
    for (int i = 0; i < keys.length - 1; i++) {
      place = place.get(keys[i]) instanceof ObjectNode below ? below : place.putObject(keys[i]);
    }
    place.set(keys[keys.length - 1], value(assignment.substring(equals + 1)));
  }

  private static JsonNode value(String text) {
    return text.startsWith("[") || text.startsWith("{")
        ? Json.tree(text)
        : Json.object().stringNode(text);
  }
}
