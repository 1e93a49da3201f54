package dev.tutti.cli.application;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import dev.tutti.cli.terminal.Progress;
import dev.tutti.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A command that has an application of a running server work on files, as a task whose progress is
 * shown. The files are removed from the server at the end.
 */
abstract class ApplicationCommand extends ServerCommand {
  private static final Set<String> WAITS = Set.of("scheduled", "pending", "running", "retrying");
  private static final String FILES = "/v1/files";
  private static final String TASKS = "/v1/tasks";

  @Parameters(
      index = "0..*",
      arity = "0..*",
      paramLabel = "FILE",
      description = "PDF, DOCX, XLSX, CSV, HTML, Markdown or text.")
  private List<Path> files = List.of();

  @Option(
      names = {"-m", "--model"},
      description = "Model that is asked (default: the server's choice).")
  private String model = "";

  @Option(names = "--no-model", description = "Ask no model: only what code finds.")
  private boolean plain;

  @Option(names = "--language", description = "Language of the result, such as zh.")
  private String language = "";

  @Option(
      names = {"-p", "--param"},
      paramLabel = "NAME=VALUE",
      description = "Parameter of the application; a value may be JSON.")
  private Map<String, String> parameters = Map.of();

  /** Name of the application. */
  abstract String application();

  /** Adds the parameters that options of the command are. */
  abstract void add(ObjectNode parameters);

  /** Prints the result for people. */
  abstract void printResult(PrintWriter out, JsonNode result);

  /** Keeps what options ask to be kept of a result, however it is printed. */
  void received(JsonNode result) throws IOException {}

  /** Whether there is something to work on without any file. */
  boolean worksWithoutFiles() {
    return false;
  }

  @Override
  protected final JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    if (files.isEmpty() && !worksWithoutFiles()) {
      throw Fault.invalid("FILE", "is missing (expected: a file)");
    }
    for (var file : files) {
      if (!Files.isRegularFile(file)) {
        throw Fault.invalid("FILE", file + " is not there (expected: a file)");
      }
    }
    List<String> ids = new ArrayList<>();
    try {
      for (var file : files) {
        ids.add(client.upload(FILES, file, "user_data").path("id").asString(""));
      }
      var task = client.post("/v1/apps/" + application(), body(ids));
      var answer = result(client, task.path("task_id").asString(""));
      received(answer.path("result"));
      return answer;
    } finally {
      for (var id : ids) {
        client.delete(path(FILES, id));
      }
    }
  }

  private ObjectNode body(List<String> ids) {
    var body = Json.object().put("background", true);
    var list = body.putArray("files");
    ids.forEach(list::add);
    if (!model.isEmpty()) {
      body.put("model", model);
    }
    var json = body.putObject("parameters");
    add(json);
    if (!language.isEmpty()) {
      json.put("language", language);
    }
    if (plain) {
      json.put("explain", false);
    }
    parameters.forEach((name, value) -> json.set(name, value(value)));
    return body;
  }

  private static JsonNode value(String text) {
    try {
      return Json.parse(text);
    } catch (JacksonException _) {
      return Json.valueOf(text);
    }
  }

  private JsonNode result(ApiClient client, String id) throws IOException, InterruptedException {
    var path = path(TASKS, id);
    @Nullable Progress bar = null;
    long total = 0;
    var task = client.get(path + "?wait=1s");
    while (WAITS.contains(task.path("status").asString(""))) {
      long now = task.at("/progress/total").asLong(0);
      if (now > 0 && now != total) {
        total = now;
        bar = new Progress(err(), Terminal.isWatched(), total);
      }
      if (bar != null) {
        bar.to(task.at("/progress/done").asLong(0));
      }
      task = client.get(path + "?wait=1s");
    }
    if (bar != null) {
      bar.end();
    }
    if (!task.path("status").asString("").equals("succeeded")) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          "%s %s: %s"
              .formatted(
                  id,
                  task.path("status").asString(""),
                  task.at("/error/message").asString("no result")));
    }
    return task.path("result");
  }

  /** Results are printed line by line, each made visible. */
  @Override
  protected final boolean isVerbatim() {
    return true;
  }

  @Override
  protected final void print(PrintWriter out, JsonNode answer) {
    printResult(out, answer.path("result"));
    var used = answer.path("model_used");
    out.printf(
        Locale.ROOT,
        "%n%.1f s, %d tokens, %s%n",
        answer.path("processing_time").asDouble(0),
        answer.at("/usage/total_tokens").asLong(0),
        used.isString() ? used.asString() : "no model");
  }
}
