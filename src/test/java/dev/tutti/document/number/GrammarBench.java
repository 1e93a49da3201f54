package dev.tutti.document.number;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measurement of the grammar against labelled texts: kind and value of every quantity, and traps
 * that hold none.
 */
public final class GrammarBench {

  private static final JsonMapper JSON = new JsonMapper();
  private static final BigDecimal NEAR = new BigDecimal("0.000000001");

  private GrammarBench() {}

  /** Cases and those that were read otherwise. */
  public record Result(int cases, List<String> misses) {

    /** Share that was read as expected. */
    public double share() {
      return cases == 0 ? 1 : 1 - (double) misses.size() / cases;
    }
  }

  /** Result over the lines of a file. */
  public static Result measure(Path file) throws IOException {
    List<String> misses = new ArrayList<>();
    int cases = 0;
    for (String line : Files.readAllLines(file)) {
      JsonNode each = JSON.readTree(line);
      cases++;
      List<NumberMention> read =
          NumberGrammar.read(each.path("text").asString(), surroundings(each.path("context")));
      if (!right(each, read)) {
        misses.add(
            each.path("id").asString()
                + " "
                + each.path("text").asString()
                + " expected "
                + each.path("expect").path("kind")
                + " "
                + each.path("expect").path("canonical")
                + " read "
                + read);
      }
    }
    return new Result(cases, misses);
  }

  private static NumberSurroundings surroundings(JsonNode context) {
    List<String> samples = new ArrayList<>();
    context.path("document_samples").forEach(sample -> samples.add(sample.asString()));
    return new NumberSurroundings(
        context.path("caption").asString(null),
        context.path("row").asString(null),
        context.path("decimal").asString(null),
        samples);
  }

  private static boolean right(JsonNode each, List<NumberMention> read) {
    JsonNode expect = each.path("expect");
    if (expect.isNull()) {
      return read.isEmpty();
    }
    List<JsonNode> accepted = new ArrayList<>(List.of(expect));
    each.path("accept").forEach(accepted::add);
    int start = each.path("start").asInt();
    int end = each.path("end").asInt();
    return read.stream()
        .filter(number -> number.start() < end && number.end() > start)
        .anyMatch(number -> accepted.stream().anyMatch(want -> equal(number, want)));
  }

  private static boolean equal(NumberMention number, JsonNode want) {
    if (!number.kind().word().equals(want.path("kind").asString())) {
      return false;
    }
    if (number.value() == null) {
      return true;
    }
    String low = want.path("low").asString(want.path("canonical").asString("0"));
    String high = want.path("high").asString(want.path("canonical").asString("0"));
    return near(number.value().low(), low) && near(number.value().high(), high);
  }

  private static boolean near(BigDecimal value, String want) {
    return value.subtract(new BigDecimal(want)).abs().compareTo(NEAR) <= 0;
  }

  public static void main(String[] arguments) throws IOException {
    Result result = measure(Path.of(arguments[0]));
    result.misses().forEach(System.out::println);
    System.out.println(result.share() + " of " + result.cases());
  }
}
