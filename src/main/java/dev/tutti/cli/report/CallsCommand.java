package dev.tutti.cli.report;

import dev.tutti.cli.routing.RouteLines;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code tutti calls}. */
@Command(
    name = "calls",
    description = {
      "Lists calls, the latest that have ended first, or shows one: its attempts, and why it went"
          + " where it went.",
      "",
      "A filter such as 'model=gpt-* total>=3s -outcome=completed' says which; docs/calls.md has"
          + " its fields."
    },
    subcommands = CallsReplayCommand.class)
final class CallsCommand extends ServerCommand {
  private static final Set<String> TIMED = Set.of("step", "at_ms", "took_ms");

  @Parameters(
      arity = "0..*",
      paramLabel = "FILTER|ID",
      description = "Terms that must all hold, or the id of one call.")
  private String[] words = {};

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  @Option(
      names = "--after",
      paramLabel = "NUMBER",
      description = "Only those before this one, by the number in the first column.")
  private @Nullable Long after;

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    var filter = String.join(" ", words);
    if (words.length == 1 && words[0].matches("[A-Za-z0-9_-]+")) {
      return client.get("/admin/calls/" + words[0]);
    }
    return client.get(
        "/admin/calls?limit=%d%s&zone=%s&filter=%s"
            .formatted(
                limit,
                after == null ? "" : "&after=" + after,
                encoded(ZoneId.systemDefault().getId()),
                encoded(filter)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    if (answer.has("tries")) {
      printOne(out, answer);
    } else {
      out.printf(
          "%8s %-24s %-20s %-24s %-12s %-20s %9s %9s %10s%n",
          "NUMBER", "STARTED", "CALL", "MODEL", "OWNER", "OUTCOME", "MS", "TOKENS", "COST $");
      answer.path("data").forEach(each -> printRow(out, each));
      if (answer.has("next")) {
        out.printf("More: --after %d%n", answer.path("next").asLong());
      }
    }
  }

  private static void printRow(PrintWriter out, JsonNode call) {
    out.printf(
        "%8d %-24s %-20s %-24s %-12s %-20s %9.0f %9d %10.6f%n",
        call.path("number").asLong(),
        call.path("started").asString(),
        call.path("call").asString(),
        call.path("model").asString(),
        call.path("owner").asString(),
        call.path("outcome").asString(),
        call.path("total").asDouble(),
        call.path("input_tokens").asLong() + call.path("output_tokens").asLong(),
        call.path("cost").asDouble());
  }

  private static void printOne(PrintWriter out, JsonNode call) {
    for (var field : call.properties()) {
      if (field.getValue().isValueNode()) {
        out.printf("%-22s %s%n", field.getKey(), field.getValue().asString());
      }
    }
    out.println();
    for (var step : call.path("decision")) {
      if (step.path("step").asString("").equals("route")) {
        RouteLines.print(out, step);
      } else if (step.has("step")) {
        printStep(out, step);
      }
      if (!step.has("chosen")) {
        continue;
      }
      out.printf(
          "%-8s %s: %s, by %s%n",
          step.path("reason").asString(),
          step.path("model").asString(),
          step.path("chosen").asString("none could be asked"),
          step.path("balance").asString());
      step.path("away").forEach(each -> printAway(out, each));
    }
    out.println();
    for (var each : call.path("tries")) {
      out.printf(
          "%2d %-8s %s/%s: %s, HTTP %d, %.0f ms%n",
          each.path("number").asInt(),
          each.path("reason").asString(),
          each.path("provider").asString(),
          each.path("upstream_model").asString(),
          each.path("outcome").asString(),
          each.path("status").asInt(),
          each.path("duration").asDouble());
    }
  }

  /** A step of a conversation, at its time. */
  private static void printStep(PrintWriter out, JsonNode step) {
    var details = new StringBuilder();
    for (var member : step.properties()) {
      if (member.getValue().isValueNode() && !TIMED.contains(member.getKey())) {
        details.append(' ').append(member.getKey()).append('=');
        details.append(member.getValue().asString(""));
      }
    }
    boolean chosen = step.has("chosen");
    out.printf(
        "%9.1f ms %-9s%s%n",
        step.path("at_ms").asDouble(),
        step.path("step").asString(),
        chosen ? "" : " %8.1f ms%s".formatted(step.path("took_ms").asDouble(), details));
  }

  private static void printAway(PrintWriter out, JsonNode away) {
    var reasons = new StringBuilder();
    away.path("reasons")
        .forEach(each -> reasons.append(reasons.isEmpty() ? "" : ", ").append(each.asString()));
    out.printf("         not %s: %s%n", away.path("deployment").asString(), reasons);
  }
}
