package dev.tutti.cli.session;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** Lines about what was said in a session. */
final class SessionLines {
  private static final int SHORT = 160;

  private SessionLines() {}

  /** A message, whole. */
  static void message(PrintWriter out, JsonNode message) {
    out.printf(
        "%s %s%s: %s%n",
        message.path("id").asString(""),
        message.path("role").asString(""),
        message.path("pinned").asBoolean(false) ? " (pinned)" : "",
        message.path("content").asString(""));
  }

  /** How the next page of a list is asked for, where there is one. */
  static void more(PrintWriter out, JsonNode list) {
    if (list.path("has_more").asBoolean(false)) {
      var data = list.path("data");
      out.printf("... more with --after %s%n", data.path(data.size() - 1).path("id").asString(""));
    }
  }

  /** A list of sessions with what their calls have used. */
  static void usage(PrintWriter out, JsonNode list) {
    out.printf("%-56s %8s %10s %10s %12s%n", "ID", "CALLS", "TOKENS", "SAVED", "COST $");
    list.path("data")
        .forEach(
            each -> {
              var used = each.path("usage");
              out.printf(
                  "%-56s %8d %10d %10d %12.6f%s%n",
                  each.path("id").asString(),
                  used.path("calls").asLong(),
                  used.path("input_tokens").asLong() + used.path("output_tokens").asLong(),
                  used.path("saved_tokens").asLong(),
                  used.path("cost_usd").asDouble(),
                  used.path("unpriced").asLong() > 0 ? " and more without a price" : "");
            });
    more(out, list);
  }

  /** A view: what is sent of the history, and the beginnings of its messages. */
  static void view(PrintWriter out, JsonNode view) {
    out.printf(
        "%s: %d of %d tokens; %d messages kept, %d summarised, %d left out%n",
        view.path("strategy").asString(),
        view.path("tokens").asLong(),
        view.path("tokens_full").asLong(),
        view.path("kept").asLong(),
        view.path("summarised").asLong(),
        view.path("dropped").asLong());
    view.path("messages")
        .forEach(
            each ->
                out.printf(
                    "  %s: %s%n",
                    each.path("role").asString(""),
                    beginning(
                        each.path("content").isString()
                            ? each.path("content").asString()
                            : each.path("content").toString())));
  }

  /** An answer: what a model was sent for it, and why. */
  static void why(PrintWriter out, JsonNode answer) {
    var decision = answer.path("follow_up");
    out.printf(
        "%s, %.2f sure, by %s: %s%n",
        decision.path("decision").asString("undecided"),
        decision.path("confidence").asDouble(0),
        decision.path("layer").asString("nobody"),
        decision.path("reason").asString(""));
    view(out, answer.path("view"));
    answer
        .at("/view/omitted")
        .forEach(
            each ->
                out.printf(
                    "  without %s: %s%n",
                    each.path("id").asString(""), each.path("reason").asString("")));
  }

  private static String beginning(String text) {
    return text.length() <= SHORT ? text : text.substring(0, SHORT) + "…";
  }
}
