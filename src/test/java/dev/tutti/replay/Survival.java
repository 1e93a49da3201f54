package dev.tutti.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What Tutti does not know must go through it, both ways. Held where both ends speak OpenAI's
 * dialect: the request's members must reach the upstream, the members of an answer the caller.
 */
final class Survival {
  /** Two names of one thing; OpenAI renamed it and upstreams know either. */
  private static final Map<String, String> RENAMED =
      Map.of("max_tokens", "max_completion_tokens", "max_completion_tokens", "max_tokens");

  private Survival() {}

  /** Whether Tutti and the upstream speak the same dialect, and the upstream answered. */
  static boolean comparable(Case one) {
    var route = one.route();
    boolean same =
        route.dialect() == Dialect.RESPONSES
            ? route.endpoint() == ReplayEndpoint.RESPONSES
            : route.dialect() == Dialect.OPENAI && route.endpoint().relays();
    return same && one.goal() instanceof Goal.Answers;
  }

  /** Members of what was asked that did not arrive upstream. */
  static List<Problem> request(JsonNode asked, WireRequest arrived) {
    var body = json(arrived.body());
    var lost = new TreeSet<>(asked.propertyNames());
    lost.removeIf(name -> body.has(name) || body.has(RENAMED.getOrDefault(name, name)));
    return lost.isEmpty()
        ? List.of()
        : List.of(Problem.differs("upstream.members", "all members", "without " + lost));
  }

  /** Members of a whole recorded answer that did not arrive. */
  static List<Problem> answer(String recorded, JsonNode heard) {
    var body = json(recorded);
    var lost = new ArrayList<String>();
    missing("", body, heard, lost);
    for (int i = 0; i < body.path("choices").size(); i++) {
      var choice = body.path("choices").path(i);
      var heardChoice = heard.path("choices").path(i);
      missing("choices.", choice, heardChoice, lost);
      missing("choices.message.", choice.path("message"), heardChoice.path("message"), lost);
    }
    if (!body.path("output").equals(heard.path("output"))) {
      return List.of(Problem.differs("output", body.path("output"), heard.path("output")));
    }
    return lost.isEmpty()
        ? List.of()
        : List.of(Problem.differs("members", "all members", "without " + lost));
  }

  /** A member that says nothing may be left out. */
  private static void missing(String place, JsonNode right, JsonNode heard, List<String> lost) {
    right.forEachEntry(
        (name, value) -> {
          if (!value.isNull() && !value.isEmpty() && !heard.has(name)) {
            lost.add(place + name);
          }
        });
  }

  private static JsonNode json(String text) {
    try {
      return Corpus.JSON.readTree(text);
    } catch (JacksonException _) {
      return Corpus.JSON.createObjectNode();
    }
  }
}
