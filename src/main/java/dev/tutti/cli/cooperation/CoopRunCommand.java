package dev.tutti.cli.cooperation;

import dev.tutti.chat.Json;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import dev.tutti.text.VisibleText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tutti coop run}. */
@Command(name = "run", description = "Asks several models of a running server for one answer.")
final class CoopRunCommand extends ServerCommand {
  private static final int LONGEST_ANSWER = 80;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "sequential, parallel, debate, mixture, cascade or pipeline.")
  private String kind = "";

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "QUERY", description = "The question.")
  private List<String> words = List.of();

  @Option(
      names = {"-m", "--model"},
      description = "A member; once for each, in their order.")
  private List<String> models = List.of();

  @Option(
      names = "--strategy",
      description = "Strategy of integration; once for all, or once for each member of a sequence.")
  private List<String> strategies = List.of();

  @Option(names = "--threshold", description = "Share of the weights that a winner needs, 0 to 1.")
  private @Nullable Double threshold;

  @Option(names = "--by-confidence", description = "Weigh votes by what members say of theirs.")
  private boolean byConfidence;

  @Option(
      names = "--judge",
      paramLabel = "MODEL",
      description = "Model that chooses or writes the answer of all.")
  private String judge = "";

  @Option(names = "--rounds", description = "Rounds of a debate or a critique.")
  private @Nullable Integer rounds;

  @Option(names = "--layers", description = "Layers of a mixture.")
  private @Nullable Integer layers;

  @Option(names = "--escalate-to", paramLabel = "MODEL", description = "Strong model of a cascade.")
  private String strong = "";

  @Option(names = "--agree", description = "Different models of a cascade that have to agree.")
  private @Nullable Integer agree;

  @Option(names = "--quorum", description = "Members that have to answer.")
  private @Nullable Integer quorum;

  @Option(
      names = "--task-type",
      description = "Type of tasks whose outcomes say what members have earned.")
  private String taskType = "";

  @Option(names = "--deadline", description = "Longest time, such as 30s.")
  private String deadline = "";

  @Option(names = "--budget", description = "Most that it may cost, in US dollars.")
  private @Nullable Double budget;

  @Option(
      names = "--steps",
      paramLabel = "FILE",
      description =
          "Steps of a pipeline: a JSON list of {step, model, task, params, needs}. - is standard"
              + " input.")
  private String steps = "";

  @Option(
      names = "--body",
      paramLabel = "FILE",
      description = "JSON of the call, under what the options say. - is standard input.")
  private String file = "";

  @Option(names = "--background", description = "Run it as a task, and print that.")
  private boolean background;

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.post(path("/v1/cooperation", kind), body());
  }

  private ObjectNode body() throws IOException {
    var body = file.isEmpty() ? Json.object() : object(file);
    if (!words.isEmpty()) {
      body.put("query", String.join(" ", words));
    }
    if (!models.isEmpty()) {
      var list = body.putArray("models");
      models.forEach(list::add);
    }
    strategy(body);
    voting(body);
    put(body, "judge", judge.isEmpty() ? null : judge);
    put(body, "escalate_to", strong.isEmpty() ? null : strong);
    put(body, "task_type", taskType.isEmpty() ? null : taskType);
    put(body, "agree", agree);
    put(body, "rounds", rounds);
    put(body, "layers", layers);
    put(body, "quorum", quorum);
    put(body, "deadline", deadline.isEmpty() ? null : deadline);
    put(body, "max_cost_usd", budget);
    if (!steps.isEmpty()) {
      body.set("pipeline_config", JsonFile.read(steps));
    }
    if (background) {
      body.put("background", true);
    }
    return body;
  }

  private static ObjectNode object(String file) throws IOException {
    if (JsonFile.read(file) instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException("--body: " + file + " (expected: a JSON object in it)");
  }

  private void strategy(ObjectNode body) {
    if (strategies.size() == 1) {
      body.put("integration_strategy", strategies.getFirst());
    } else if (!strategies.isEmpty()) {
      var list = body.putArray("integration_strategy");
      strategies.forEach(list::add);
    }
  }

  private void voting(ObjectNode body) {
    if (threshold != null) {
      body.withObject("voting_params").put("consensus_threshold", threshold);
    }
    if (byConfidence) {
      body.withObject("voting_params").put("weight_by_confidence", true);
    }
  }

  private static void put(ObjectNode body, String name, @Nullable Object value) {
    if (value != null) {
      body.set(name, Json.valueOf(value));
    }
  }

  /** The result has lines of its own; everything else is made visible here. */
  @Override
  protected boolean isVerbatim() {
    return true;
  }

  @Override
  protected void print(PrintWriter out, JsonNode said) {
    var answer = visible(said);
    if (answer.has("task_id")) {
      out.println(answer.path("task_id").asString());
      return;
    }
    steps(out, answer);
    votes(out, answer);
    escalation(out, answer);
    failures(out, answer);
    said.path("final_result")
        .asString("")
        .lines()
        .forEach(line -> out.println(VisibleText.words(line)));
    out.printf(
        Locale.ROOT,
        "%.1f s, %d tokens, %s%n",
        answer.path("total_time").asDouble(),
        answer.at("/usage/total_tokens").asLong(),
        answer.has("cost_usd") ? answer.path("cost_usd").asString("") + " USD" : "cost not known");
  }

  private static void steps(PrintWriter out, JsonNode answer) {
    answer
        .path("pipeline_results")
        .forEachEntry(
            (name, step) ->
                out.printf(
                    Locale.ROOT,
                    "%-24s %-24s %6.1f s %8d tokens%n",
                    name,
                    step.path("model").asString(""),
                    step.path("processing_time").asDouble(),
                    step.at("/usage/total_tokens").asLong()));
    for (var step : answer.path("steps")) {
      out.printf(
          Locale.ROOT,
          "%-24s %-24s %6.1f s %8d tokens%n",
          step.path("integration_strategy").asString(""),
          step.path("model").asString(""),
          step.path("processing_time").asDouble(),
          step.at("/usage/total_tokens").asLong());
    }
  }

  /** Beginning of a text, as answers may be whole pages. */
  private static String brief(String text) {
    return text.length() <= LONGEST_ANSWER ? text : text.substring(0, LONGEST_ANSWER) + "...";
  }

  private static void failures(PrintWriter out, JsonNode answer) {
    for (var each : answer.path("failures")) {
      out.printf(
          "%-24s failed: %s%n", each.path("model").asString(""), each.path("message").asString(""));
    }
  }

  private static void escalation(PrintWriter out, JsonNode answer) {
    if (answer.has("escalated")) {
      out.println(
          answer.path("escalated").asBoolean()
              ? "the models differ: asked " + answer.path("escalated_to").asString("")
              : "the models agree: " + answer.path("consensus").asString(""));
    }
  }

  private static void votes(PrintWriter out, JsonNode answer) {
    if (!answer.has("votes")) {
      return;
    }
    answer
        .path("votes")
        .forEach(
            vote ->
                out.printf(
                    Locale.ROOT,
                    "%-24s %6.2f  %s%n",
                    vote.path("model").asString(""),
                    vote.path("weight").asDouble(),
                    brief(vote.path("canonical").asString("(abstains)"))));
    out.printf(
        Locale.ROOT,
        "consensus: %s (confidence %.2f)%n",
        brief(answer.path("consensus").asString("none")),
        answer.path("confidence_score").asDouble());
  }
}
