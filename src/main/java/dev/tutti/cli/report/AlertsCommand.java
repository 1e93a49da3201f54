package dev.tutti.cli.report;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.NamedChangeCommand;
import dev.tutti.cli.server.SectionChangeCommand;
import dev.tutti.cli.server.SectionOptions;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti alerts}. */
@Command(
    name = "alerts",
    description = "Lists what is watched, alerts first; subcommands show why, and change rules.",
    subcommands = {
      AlertsCommand.Show.class,
      AlertsCommand.Rules.class,
      AlertsCommand.Set.class,
      AlertsCommand.Remove.class,
      AlertsCommand.Reset.class,
      AlertsCommand.Rehearse.class,
      AlertsCommand.Silences.class,
      AlertsCommand.Silence.class,
      AlertsCommand.Unsilence.class
    })
final class AlertsCommand extends ServerCommand {
  private static final String PATH = "/admin/alerts";
  private static final String RULES = PATH + "/rules";
  private static final String SILENCES = PATH + "/silences";

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get(PATH);
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    answer.path("alerts").forEach(each -> line(out, each));
  }

  private static void line(PrintWriter out, JsonNode alert) {
    out.printf(
        "%-24s %-10s %-9s %-28s %12s %s%s%n",
        alert.path("id").asString(),
        alert.path("state").asString(),
        alert.path("severity").asString(),
        alert.path("rule").asString(),
        alert.path("value").asString("-"),
        labels(alert.path("labels")),
        alert.path("flapping").asBoolean() ? " (flapping)" : "");
  }

  private static String labels(JsonNode labels) {
    var text = new StringBuilder();
    labels.forEachEntry(
        (name, value) ->
            text.append(text.isEmpty() ? "" : " ")
                .append(name)
                .append('=')
                .append(value.asString()));
    return text.toString();
  }

  /** {@code tutti alerts show}. */
  @Command(name = "show", description = "Shows why an alert is as it is: value, limit, changes.")
  static final class Show extends ServerCommand {
    @Parameters(paramLabel = "ID")
    private String id = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.get(path(PATH, id));
    }

    @Override
    protected void print(PrintWriter out, JsonNode alert) {
      line(out, alert);
      alert
          .path("rule_in_force")
          .forEachEntry((name, value) -> out.printf("  %-14s %s%n", name, plain(value)));
      for (var each : alert.path("changes")) {
        out.printf(
            "%-26s %-10s -> %-10s %s%n",
            each.path("at").asString(),
            each.path("from").asString(),
            each.path("to").asString(),
            each.path("value").asString(""));
      }
      for (var each : alert.path("messages")) {
        out.printf("%-26s %s%n", each.path("timestamp").asString(), each.path("type").asString());
        each.path("deliveries").forEach(one -> delivery(out, one));
      }
    }

    private static String plain(JsonNode value) {
      return value.isValueNode() ? value.asString() : Json.text(value);
    }

    private static void delivery(PrintWriter out, JsonNode delivery) {
      out.printf(
          "    %s: %s, %d tries %s%n",
          delivery.path("webhook").asString(),
          delivery.path("state").asString(),
          delivery.path("tries").asInt(),
          delivery.path("last").asString(""));
    }
  }

  /** {@code tutti alerts rules}. */
  @Command(name = "rules", description = "Lists the rules in force, built-in ones among them.")
  static final class Rules extends ServerCommand {
    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.get(RULES);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      for (var each : answer.path("data")) {
        var rule = each.path("in_force");
        out.printf(
            "%-28s %-22s %-9s %-8s %s%s%n",
            each.path("name").asString(),
            rule.path("measure").asString(),
            rule.path("severity").asString(),
            rule.path("enabled").asBoolean() ? "on" : "off",
            each.path("origin").asString(),
            each.has("error") ? ": " + each.path("error").asString() : "");
      }
    }
  }

  /** {@code tutti alerts set}. */
  @Command(
      name = "set",
      description = {
        "Adds a rule, or puts another in its place.",
        "",
        "tutti alerts set slow measure=total_p95 above=3s 'by=[\"model\"]'"
      })
  static final class Set extends SectionChangeCommand {
    Set() {
      super(RULES);
    }
  }

  /** {@code tutti alerts remove}. */
  @Command(name = "remove", description = "Removes a rule, also one of the file.")
  static final class Remove extends NamedChangeCommand {
    Remove() {
      super("DELETE", RULES);
    }
  }

  /** {@code tutti alerts reset}. */
  @Command(name = "reset", description = "Forgets what was changed: the file is right again.")
  static final class Reset extends NamedChangeCommand {
    Reset() {
      super("POST", RULES, "reset");
    }
  }

  /** {@code tutti alerts rehearse}. */
  @Command(
      name = "rehearse",
      description = "Says how often a rule would have fired in the last days, and when.")
  static final class Rehearse extends ServerCommand {
    @Mixin private final SectionOptions section = new SectionOptions();

    @Option(
        names = "--days",
        paramLabel = "N",
        description = "How many, 1 to 30 (default: ${DEFAULT-VALUE}).")
    private int days = 30;

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var body = section.section().put("name", section.name()).put("days", days);
      return client.post(RULES + "/rehearse", body);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      out.printf(
          "fired %d times from %s to %s, looked at every %d s%n",
          answer.path("fired").asInt(),
          answer.path("from").asString(),
          answer.path("to").asString(),
          answer.path("step_s").asLong());
      for (var each : answer.path("data")) {
        out.printf(
            "%-22s %-22s %12s %s%n",
            each.path("began").asString(),
            each.path("ended").asString("goes on"),
            each.path("value").asString("-"),
            labels(each.path("labels")));
      }
    }
  }

  /** {@code tutti alerts silences}. */
  @Command(name = "silences", description = "Lists silences, the last to end first.")
  static final class Silences extends ServerCommand {
    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.get(SILENCES);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      answer.path("data").forEach(each -> silence(out, each));
    }
  }

  private static void silence(PrintWriter out, JsonNode silence) {
    out.printf(
        "%-22s %-7s until %-22s %s: %s (%s)%n",
        silence.path("id").asString(),
        silence.path("active").asBoolean() ? "active" : "-",
        silence.path("to").asString(),
        labels(silence.path("match")),
        silence.path("reason").asString(),
        silence.path("who").asString());
  }

  /** {@code tutti alerts silence}. */
  @Command(name = "silence", description = "Tells nobody of some alerts for a time.")
  static final class Silence extends ServerCommand {
    @Parameters(
        arity = "1..*",
        paramLabel = "NAME=PATTERN",
        description = "What must match: rule or a label, such as rule=max_* provider=openai.")
    private Map<String, String> matchers = Map.of();

    @Option(
        names = "--minutes",
        paramLabel = "N",
        description = "How long (default: ${DEFAULT-VALUE}).")
    private long minutes = 60;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      var body =
          Json.object()
              .put("to", Clock.systemUTC().instant().plus(Duration.ofMinutes(minutes)).toString())
              .put("reason", reason);
      var match = body.putObject("match");
      matchers.forEach(match::put);
      return client.post(SILENCES, body);
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      silence(out, answer);
    }
  }

  /** {@code tutti alerts unsilence}. */
  @Command(name = "unsilence", description = "Ends a silence now.")
  static final class Unsilence extends ServerCommand {
    @Parameters(paramLabel = "ID")
    private String id = "";

    @Override
    protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
      return client.change("DELETE", path(SILENCES, id), Json.object(), "*");
    }

    @Override
    protected void print(PrintWriter out, JsonNode answer) {
      silence(out, answer);
    }
  }
}
