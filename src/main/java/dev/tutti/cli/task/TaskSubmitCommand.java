package dev.tutti.cli.task;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti task submit}. */
@Command(name = "submit", description = "Submits a task.")
final class TaskSubmitCommand extends ServerCommand {
  @Parameters(paramLabel = "KIND", description = "Such as chat or skill.")
  private String kind = "";

  @Option(names = "--input", paramLabel = "JSON", description = "What is asked.")
  private String input = "";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "What is asked, in a file; - reads standard input.")
  private String file = "";

  @Option(
      names = "--priority",
      description = "0 to 9, 9 is the most urgent, or auto (default: ${DEFAULT-VALUE}).")
  private String priority = "5";

  @Option(
      names = "--limits",
      paramLabel = "JSON",
      description = "Such as {\"tokens\": 5000, \"wall_time\": \"10m\"}.")
  private String limits = "";

  @Option(names = "--timeout", paramLabel = "TIME", description = "Longest time of an attempt.")
  private String timeout = "";

  @Option(names = "--deadline", paramLabel = "TIME", description = "Such as 2027-01-31T00:00:00Z.")
  private String deadline = "";

  @Option(names = "--run-at", paramLabel = "TIME", description = "Not before.")
  private String runAt = "";

  @Option(names = "--cron", description = "Times at which it runs again, such as \"0 9 * * 1-5\".")
  private String cron = "";

  @Option(names = "--zone", description = "Time zone of --cron (default: ${DEFAULT-VALUE}).")
  private String zone = "UTC";

  @Option(names = "--every", paramLabel = "TIME", description = "Delay after which it runs again.")
  private String every = "";

  @Option(
      names = "--idempotency-key",
      description = "A text by which the same submission is known again.")
  private String key = "";

  @Option(names = "--webhook", paramLabel = "URL", description = "Who is told of its end.")
  private String webhook = "";

  @Option(names = "--watch", description = "Tell what happens to it, to its end.")
  private boolean watch;

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    var task = client.post(TaskCommand.TASKS, body());
    return watch ? TaskCommand.follow(client, task.path("task_id").asString(""), err()) : task;
  }

  private ObjectNode body() throws IOException {
    var body = Json.object().put("kind", kind);
    body.set("priority", priority.equals("auto") ? Json.valueOf(priority) : level());
    body.set("input", read());
    if (!limits.isEmpty()) {
      body.set("limits", json("limits", limits));
    }
    put(body, "timeout", timeout);
    put(body, "deadline", deadline);
    put(body, "run_at", runAt);
    put(body, "idempotency_key", key);
    if (!cron.isEmpty() && !every.isEmpty()) {
      throw new IllegalArgumentException("task: expected --cron or --every, not both");
    }
    put(body, "webhook", webhook);
    if (!cron.isEmpty()) {
      body.putObject("schedule").put("cron", cron).put("zone", zone);
    } else if (!every.isEmpty()) {
      body.putObject("schedule").put("every", every);
    }
    return body;
  }

  private static void put(ObjectNode body, String name, String value) {
    if (!value.isEmpty()) {
      body.put(name, value);
    }
  }

  private JsonNode level() {
    try {
      return Json.valueOf(Integer.parseInt(priority));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "priority: " + priority + " (expected: 0 to 9, or auto)", e);
    }
  }

  private JsonNode read() throws IOException {
    if (input.isEmpty() == file.isEmpty()) {
      throw new IllegalArgumentException("task: expected --input or --file");
    }
    return json("input", input.isEmpty() ? text() : input);
  }

  static JsonNode json(String what, String text) {
    try {
      return Json.parse(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          what + ": no JSON: " + e.getOriginalMessage() + " (expected: an object)", e);
    }
  }

  private String text() throws IOException {
    return file.equals("-")
        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
        : Files.readString(Path.of(file));
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    TaskCommand.detail(out, answer);
    answer
        .path("advice")
        .forEach(
            each ->
                out.printf(
                    "  %s: %s%n",
                    each.path("advice").asString(""), each.path("text").asString("")));
  }
}
