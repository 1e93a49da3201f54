package dev.tutti.document.suite;

import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.NumberSurroundings;
import dev.tutti.document.suite.ApplicationsBench.Figure;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measurement on TAT-QA: cells as printed, and derivations whose operands the grammar reads and
 * which are computed again.
 */
final class DerivationsBench {
  private static final JsonMapper JSON = new JsonMapper();
  private final String expression;
  private int at;

  private DerivationsBench(String expression) {
    this.expression = expression;
  }

  static Map<String, Figure> measure(Path folder, Consumer<String> misses) throws IOException {
    Map<String, Figure> figures = new LinkedHashMap<>();
    int right = 0;
    int all = 0;
    for (String line : Files.readAllLines(folder.resolve("numbers/tatqa_cells.jsonl"))) {
      JsonNode each = JSON.readTree(line);
      all++;
      if (cell(each)) {
        right++;
      } else {
        misses.accept(
            "cell "
                + each.path("id").asString()
                + " "
                + each.path("raw")
                + " "
                + each.path("expect"));
      }
    }
    figures.put("cells", new Figure(right, all, 0.98));
    right = 0;
    all = 0;
    for (String line : Files.readAllLines(folder.resolve("numbers/tatqa_derivations.jsonl"))) {
      JsonNode each = JSON.readTree(line);
      all++;
      if (derivation(each)) {
        right++;
      } else {
        misses.accept(
            "derivation "
                + each.path("id").asString()
                + " "
                + each.path("derivation")
                + " "
                + each.path("answer"));
      }
    }
    figures.put("derivations", new Figure(right, all, 0.98));
    return figures;
  }

  private static boolean cell(JsonNode each) {
    NumberMention read = NumberGrammar.cell(each.path("raw").asString(), NumberSurroundings.NONE);
    String kind = each.path("expect").path("kind").asString();
    if (read == null || !read.kind().word().equals(kind)) {
      return false;
    }
    if (read.value() == null) {
      return true;
    }
    BigDecimal want = new BigDecimal(each.path("expect").path("value").asString("0"));
    return read.amount().compareTo(kind.equals("percent") ? want.movePointLeft(2) : want) == 0;
  }

  private static boolean derivation(JsonNode each) {
    try {
      BigDecimal value =
          new DerivationsBench(each.path("expression").asString().replace(" ", "")).sum();
      BigDecimal shown =
          each.path("scale").asString("").equals("percent")
                  && each.path("recomputed").decimalValue().subtract(value).abs().doubleValue()
                      > 1e-6
              ? value.movePointRight(2)
              : value;
      BigDecimal difference = shown.subtract(each.path("answer").decimalValue()).abs();
      return difference.doubleValue() <= each.path("tolerance").asDouble();
    } catch (ArithmeticException | NumberFormatException | StringIndexOutOfBoundsException _) {
      return false;
    }
  }

  private BigDecimal sum() {
    BigDecimal value = product();
    while (at < expression.length() && "+-".indexOf(expression.charAt(at)) >= 0) {
      boolean plus = expression.charAt(at++) == '+';
      BigDecimal next = product();
      value = plus ? value.add(next) : value.subtract(next);
    }
    return value;
  }

  private BigDecimal product() {
    BigDecimal value = factor();
    while (at < expression.length() && "*/".indexOf(expression.charAt(at)) >= 0) {
      boolean times = expression.charAt(at++) == '*';
      BigDecimal next = factor();
      value = times ? value.multiply(next) : value.divide(next, MathContext.DECIMAL64);
    }
    return value;
  }

  private BigDecimal factor() {
    char c = expression.charAt(at);
    if (c == '-') {
      at++;
      return factor().negate();
    }
    if (c == '(') {
      at++;
      BigDecimal value = sum();
      at++;
      return value;
    }
    int start = at;
    while (at < expression.length() && "0123456789.%".indexOf(expression.charAt(at)) >= 0) {
      at++;
    }
    @Nullable NumberMention read =
        NumberGrammar.cell(expression.substring(start, at), NumberSurroundings.NONE);
    if (read == null) {
      throw new NumberFormatException(expression.substring(start, at));
    }
    return read.amount();
  }
}
