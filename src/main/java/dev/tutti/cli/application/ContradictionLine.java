package dev.tutti.cli.application;

import dev.tutti.text.VisibleText;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Contradiction of a decision in words, with the numbers and the sentences that contradict. */
final class ContradictionLine {
  private ContradictionLine() {}

  static String of(JsonNode found) {
    var option = VisibleText.of(found.path("option").asString(""));
    var line = new StringBuilder(option.isEmpty() ? "" : option + ": ").append(words(found));
    for (var where : found.path("where")) {
      line.append("\n      \"")
          .append(VisibleText.of(where.path("quote").asString("")))
          .append('"');
    }
    return line.toString();
  }

  private static String words(JsonNode found) {
    var kind = found.path("kind").asString("");
    return switch (kind) {
      case "budget_exceeded" -> "over the budget" + numbers(found, 1, "%.2f");
      case "deadline_missed" -> "misses the deadline" + numbers(found, 1, "%.1f months");
      case "payback_wrong" -> "payback is wrong" + numbers(found, 1, "%.2f years");
      case "npv_wrong" -> "net present value is wrong" + numbers(found, 1, "%.2f");
      case "roi_wrong" -> "return on investment is wrong" + numbers(found, 100, "%.1f%%");
      case "irr_wrong" -> "IRR is wrong" + numbers(found, 100, "%.1f%%");
      case "probability_sum" ->
          "probabilities add up to " + number(found.path("computed"), 100, "%.1f%%");
      default -> VisibleText.of(kind) + numbers(found, 1, "%.2f");
    };
  }

  private static String numbers(JsonNode found, int factor, String pattern) {
    var stated = number(found.path("stated"), factor, pattern);
    var computed = found.path("computed");
    return computed.isNumber()
        ? " (stated %s, computed %s)".formatted(stated, number(computed, factor, pattern))
        : " (stated %s)".formatted(stated);
  }

  private static String number(JsonNode value, int factor, String pattern) {
    return value.isNumber()
        ? String.format(Locale.ROOT, pattern, factor * value.asDouble())
        : "nothing";
  }
}
