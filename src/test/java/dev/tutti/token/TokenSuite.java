package dev.tutti.token;

import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The command behind {@code suites/tokens/run FOLDER}: recorded prompts are estimated before and
 * after a model's first ten reports of usage. Each model's calls are taken in twenty-five orders,
 * as what comes first decides what is learned; prompts that cannot be counted, such as with
 * pictures or searches by the provider, are left out and numbered.
 */
public final class TokenSuite {
  private static final int TEN = 10;
  private static final int ORDERS = 25;
  private static final double MOST = .05;

  /** Share of wide characters from which a prompt counts as Chinese. */
  private static final double CHINESE = .2;

  private final Map<String, List<Prompt>> models = new TreeMap<>();
  private int left;

  /** A prompt and its tokens as they were reported. */
  private record Prompt(PromptFeatures features, long tokens) {}

  /** Errors of estimates, relative. */
  private static final class Errors {
    private final List<Double> before = new ArrayList<>();
    private final List<Double> after = new ArrayList<>();
    private double estimated;
    private double reported;

    void add(double usual, double learned, long tokens) {
      before.add(Math.abs(usual - tokens) / tokens);
      after.add(Math.abs(learned - tokens) / tokens);
      estimated += learned;
      reported += tokens;
    }

    double median() {
      return median(after);
    }

    double sum() {
      return Math.abs(estimated - reported) / reported;
    }

    private static double median(List<Double> values) {
      return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }

    String row(String name, int calls) {
      return "%-48s %5d %9.1f %% %9.1f %% %9.1f %%"
          .formatted(name, calls, 100 * median(before), 100 * median(), 100 * sum());
    }
  }

  private TokenSuite() {}

  /** Exits with 0 when the error is at most 5 %, 1 when not, 2 when there is nothing to compare. */
  public static void main(String[] words) throws IOException {
    var suite = new TokenSuite();
    suite.read(Path.of(words.length == 0 ? "" : words[0]));
    if (suite.models.isEmpty()) {
      System.err.println("no prompts with reported usage");
      System.exit(2);
    }
    System.exit(suite.tell(System.out) ? 0 : 1);
  }

  private void read(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
        add(Json.tree(Files.readAllBytes(file)));
      }
    }
  }

  private void add(JsonNode recording) {
    long tokens = tokens(recording);
    var body = body(recording.path("request").path("body"));
    boolean embeds = recording.path("operation").asString("").equals("embeddings");
    if (tokens == 0 || body.length == 0 || embeds) {
      return;
    }
    var features = PromptFeatures.of(JsonBody.parse(body));
    if (!features.countable()) {
      left++;
      return;
    }
    var model = recording.path("provider").asString() + "/" + recording.path("model").asString();
    models.computeIfAbsent(model, _ -> new ArrayList<>()).add(new Prompt(features, tokens));
  }

  /** All of the prompt: Anthropic numbers beside it what its cache had. */
  private static long tokens(JsonNode recording) {
    var usage = recording.path("answer").path("usage");
    long input = usage.path("input").asLong(0);
    return recording.path("provider").asString().equals("anthropic")
        ? input + usage.path("cached_input").asLong(0) + usage.path("cache_write").asLong(0)
        : input;
  }

  private static byte[] body(JsonNode body) {
    if (body.isObject()) {
      return Json.bytes(body);
    }
    var text = body.asString("");
    return text.startsWith("{") ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
  }

  private boolean tell(PrintStream out) {
    var all = new Errors();
    var chinese = new Errors();
    out.printf("median error of prompts after %d calls, by model%n", TEN);
    out.printf("%-48s %5s %11s %11s %11s%n", "", "calls", "unlearned", "learned", "of the sum");
    models.forEach(
        (model, prompts) -> {
          if (prompts.size() > TEN) {
            var own = new Errors();
            for (int order = 0; order < ORDERS; order++) {
              replay(prompts, order, List.of(own, all), chinese);
            }
            out.println(own.row(model, prompts.size()));
          }
        });
    out.println(all.row("all", all.after.size() / ORDERS));
    out.println(chinese.row("Chinese", chinese.after.size() / ORDERS));
    out.printf("left out, as they cannot be counted: %d%n", left);
    return all.median() <= MOST && chinese.median() <= MOST;
  }

  private static void replay(List<Prompt> prompts, int order, List<Errors> errors, Errors chinese) {
    var shuffled = new ArrayList<>(prompts);
    Collections.shuffle(shuffled, new Random(order));
    var weights = TokenWeights.USUAL;
    for (var prompt : shuffled) {
      if (weights.calls() >= TEN) {
        double usual = TokenWeights.USUAL.tokens(prompt.features);
        double learned = weights.tokens(prompt.features);
        errors.forEach(each -> each.add(usual, learned, prompt.tokens));
        if (prompt.features.wide() > CHINESE * prompt.features.narrow()) {
          chinese.add(usual, learned, prompt.tokens);
        }
      }
      weights = weights.learn(prompt.features, prompt.tokens);
    }
  }
}
