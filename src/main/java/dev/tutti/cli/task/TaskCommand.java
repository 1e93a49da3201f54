package dev.tutti.cli.task;

import dev.tutti.chat.Json;
import dev.tutti.cli.report.ReportText;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.QueryText;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti task}. */
@Command(
    name = "task",
    description = "Submits, watches, cancels and requeues durable tasks.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TaskSubmitCommand.class,
      TaskCommand.ListKinds.class,
      TaskCommand.ListTasks.class,
      TaskCommand.Show.class,
      TaskCommand.Watch.class,
      TaskCommand.Cancel.class,
      TaskCommand.Requeue.class,
      TaskCommand.ShowReport.class
    })
final class TaskCommand {
  static final String TASKS = "/v1/tasks";

  private TaskCommand() {}

  static void line(PrintWriter out, JsonNode task) {
    out.printf(
        "%-38s %-10s %-10s %s %3d %8.1fs %s%n",
        task.path("task_id").asString(""),
        task.path("status").asString(""),
        task.path("kind").asString(""),
        task.path("created_at").asString(""),
        task.path("attempts").asInt(0),
        task.path("run_time").asDouble(0),
        task.path("error").path("message").asString(task.path("subject").asString("")));
  }

  /** A task with its result. */
  static void detail(PrintWriter out, JsonNode task) {
    line(out, task);
    if (task.path("result").isObject()) {
      out.println(Json.text(task.path("result")));
    }
  }

  /** {@code tutti task kinds}. */
  @Command(name = "kinds", description = "Lists kinds of tasks with the schemas of their inputs.")
  static final class ListKinds extends ServerCommand {
    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.get(TASKS + "/kinds");
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      answer
          .path("data")
          .forEach(
              each ->
                  out.printf(
                      "%-20s %s%n",
                      each.path("kind").asString(""), Json.text(each.path("input_schema"))));
    }
  }

  /** {@code tutti task list}. */
  @Command(name = "list", description = "Lists tasks, the newest first.")
  static final class ListTasks extends ServerCommand {
    @Option(names = "--status", description = "Such as dead (default: all).")
    private String status = "";

    @Option(names = "--filter", description = "Such as \"kind=chat created>-24h\".")
    private String filter = "";

    @Option(names = "--limit", description = "The most of them (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--after", paramLabel = "ID", description = "Those after this one.")
    private String after = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var query =
          new QueryText()
              .and("limit", Integer.toString(limit))
              .and("status", status)
              .and("filter", filter)
              .and("after", after);
      return client.get(TASKS + query);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      answer.path("data").forEach(each -> line(out, each));
    }
  }

  /** {@code tutti task show}. */
  @Command(name = "show", description = "Shows a task with its result.")
  static final class Show extends ServerCommand {
    @Option(names = "--wait", paramLabel = "TIME", description = "Wait for its end, such as 30s.")
    private String wait = "";

    @Parameters(paramLabel = "ID", description = "The task.")
    private String id = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.get(path(TASKS, id) + new QueryText().and("wait", wait));
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      detail(out, answer);
    }
  }

  /** {@code tutti task watch}. */
  @Command(name = "watch", description = "Tells what happens to a task, to its end.")
  static final class Watch extends ServerCommand {
    @Parameters(paramLabel = "ID", description = "The task.")
    private String id = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return follow(client, id, err());
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      detail(out, answer);
    }
  }

  /** Tells the events of a task as they come, and gives the task at its end. */
  static JsonNode follow(ApiClient client, String id, PrintWriter err)
      throws IOException, InterruptedException {
    return new FollowedTask(client, id)
        .end(
            event -> {
              err.println(told(event));
              err.flush();
            });
  }

  private static String told(JsonNode event) {
    if (!event.has("type")) {
      return "%d/%d %s"
          .formatted(
              event.path("done").asLong(0),
              event.path("total").asLong(0),
              event.path("text").asString(""));
    }
    var decision = event.path("decision").asString("");
    return "%s %s %s%s%s"
        .formatted(
            event.path("at").asString(""),
            event.path("type").asString(""),
            event.path("step").asString(""),
            decision.isEmpty() ? "" : decision + ": " + event.path("reason").asString(""),
            event.path("error").path("message").asString(""));
  }

  /** {@code tutti task cancel}. */
  @Command(name = "cancel", description = "Ends tasks.")
  static final class Cancel extends ServerCommand {
    @Option(names = "--filter", description = "All of these, such as kind=chat.")
    private String filter = "";

    @Parameters(arity = "0..1", paramLabel = "ID", description = "One task.")
    private String id = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      if (filter.isEmpty() == id.isEmpty()) {
        throw new IllegalArgumentException("cancel: expected an id or --filter");
      }
      return id.isEmpty()
          ? client.post(TASKS + "/cancel", Json.object().put("filter", filter))
          : client.post(path(TASKS, id, "cancel"), Json.object());
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      if (answer.has("cancelled")) {
        out.printf("Cancelled %d tasks%n", answer.path("cancelled").asInt(0));
      } else {
        line(out, answer);
      }
    }
  }

  /** {@code tutti task requeue}. */
  @Command(name = "requeue", description = "Runs tasks again that have ended without a result.")
  static final class Requeue extends ServerCommand {
    @Option(names = "--filter", description = "All of these, such as status=dead.")
    private String filter = "";

    @Option(
        names = "--limits",
        paramLabel = "JSON",
        description = "With other limits, such as {\"tokens\": 5000}; of one task.")
    private String limits = "";

    @Parameters(arity = "0..1", paramLabel = "ID", description = "One task.")
    private String id = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      if (filter.isEmpty() == id.isEmpty()) {
        throw new IllegalArgumentException("requeue: expected an id or --filter");
      }
      return id.isEmpty()
          ? client.post(TASKS + "/requeue", Json.object().put("filter", filter))
          : client.post(path(TASKS, id, "requeue"), body());
    }

    private ObjectNode body() {
      var body = Json.object();
      if (!limits.isEmpty()) {
        body.set("limits", TaskSubmitCommand.json("limits", limits));
      }
      return body;
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      if (answer.has("requeued")) {
        out.printf("Requeued %d tasks%n", answer.path("requeued").asInt(0));
      } else {
        line(out, answer);
      }
    }
  }

  /** What a task has used in all its attempts. */
  private static void usage(PrintWriter out, JsonNode usage) {
    var cpu = usage.path("cpu_time");
    out.printf(
        "%d tokens, $%s, %d bytes of the network%s%n",
        usage.path("total_tokens").asLong(0),
        usage.path("cost_usd").asString("0"),
        usage.path("network_bytes").asLong(0),
        cpu.isNumber() ? ", %.3f s of CPU".formatted(cpu.asDouble()) : "");
  }

  /** {@code tutti task report}. */
  @Command(
      name = "report",
      description = "Shows all that has happened to a task; without one, what became of all tasks.")
  static final class ShowReport extends ServerCommand {
    @Option(
        names = {"--from", "--since"},
        paramLabel = "TIME",
        description = "Of all tasks: such as 7d (default: ${DEFAULT-VALUE}).")
    private String from = "24h";

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The task.")
    private String id = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return id.isEmpty()
          ? client.get("/admin/reports/tasks" + new QueryText().and("from", "-" + from))
          : client.get(path(TASKS, id, "report"));
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      if (answer.has("sections")) {
        ReportText.print(out, answer);
        return;
      }
      line(out, answer);
      usage(out, answer.path("usage"));
      answer.path("history").forEach(each -> out.println(told(each)));
      answer
          .path("steps")
          .forEach(
              each ->
                  out.printf(
                      "%-20s attempt %d, %d tokens, $%s%n",
                      each.path("step").asString(""),
                      each.path("attempt").asInt(0),
                      each.path("usage").path("total_tokens").asLong(0),
                      each.path("usage").path("cost_usd").asString("0")));
    }
  }
}
