package clients;

import java.util.List;
import java.util.Map;

/**
 * A provider of the server, and what is said to it; the same as in {@code frameworks.py}.
 *
 * @param atOnce a question for which both tools are called at once
 * @param callsAtOnce how many calls that leads to
 * @param told what the answer says of tools called in turn
 * @param toldAtOnce what it says besides of tools called at once
 * @param failures the model that fails with a status; empty where a question leads to it
 */
record Upstream(
    String name,
    String model,
    String atOnce,
    int callsAtOnce,
    List<String> told,
    List<String> toldAtOnce,
    String picture,
    String greeting,
    Map<Integer, String> failures) {

  static final List<Upstream> ALL =
      List.of(
          new Upstream(
              "sim",
              "sim",
              "The weather and the time, please.",
              2,
              List.of("sunny in", "noon in"),
              List.of(),
              "simulated",
              "simulated",
              Map.of(400, "sim/sim-context", 429, "sim/sim-429", 500, "sim/sim-500")),
          strict("strict-openai", "gpt-4.1-mini"),
          strict("strict-responses", "gpt-5-codex"),
          strict("strict-anthropic", "claude-sonnet-4-5"),
          strict("strict-gemini", "gemini-3-flash-preview"));

  private static Upstream strict(String name, String model) {
    return new Upstream(
        name,
        name + "/" + model,
        "The weather and the time in two cities.",
        4,
        List.of("sunny in Paris", "noon in Paris"),
        List.of("sunny in Oslo", "noon in Oslo"),
        "image/png",
        "strict upstream",
        Map.of());
  }

  String failingModel(int status) {
    return failures.getOrDefault(status, model);
  }

  String failingQuestion(int status) {
    return "Please fail %d now.".formatted(status);
  }

  void hasTold(String text, List<String> calls) {
    Expect.same("calls", calls.stream().sorted().toList(), List.of("get_time", "get_weather"));
    told.forEach(part -> Expect.contains("text", text, part));
  }

  void hasToldAtOnce(String text, List<String> calls) {
    Expect.same("calls", calls.size(), callsAtOnce);
    told.forEach(part -> Expect.contains("text", text, part));
    toldAtOnce.forEach(part -> Expect.contains("text", text, part));
  }
}
