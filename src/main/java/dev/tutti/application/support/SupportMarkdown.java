package dev.tutti.application.support;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Result for people, as Markdown. */
final class SupportMarkdown {
  private static final int LONGEST_LIST = 20;

  private final SupportLanguage language;
  private final JsonNode result;
  private final StringBuilder text = new StringBuilder();

  private SupportMarkdown(JsonNode result) {
    this.result = result;
    this.language = new SupportLanguage(result.path("language").asString("en"));
  }

  static String of(ObjectNode result) {
    return new SupportMarkdown(result).text();
  }

  private String text() {
    JsonNode recommended = result.path("recommended_option");
    if (recommended.isString()) {
      line("**%s: %s**".formatted(language.say("Recommended"), plain(recommended.asString())));
    } else {
      line("**" + language.say("No clear winner") + "**");
    }
    JsonNode confidence = result.path("confidence_score");
    if (confidence.isNumber()) {
      line(
          String.format(
              Locale.ROOT, "%s: %.0f %%", language.say("Confidence"), 100 * confidence.asDouble()));
    }
    if (result.path("explanation").isString()) {
      line(result.path("explanation").asString().replace("<", "&lt;"));
    }
    options();
    list("Success factors", "success_factors", "text");
    risks();
    plan();
    contradictions();
    assumptions();
    return text.toString().strip();
  }

  private void options() {
    JsonNode options = result.path("option_analysis");
    if (options.isEmpty()) {
      return;
    }
    String unit = result.path("financial_projections").path("unit").asString("");
    String npv = language.say("NPV") + (unit.isEmpty() ? "" : " (" + plain(unit) + ")");
    List<String> heads =
        List.of(
            language.say("Option"),
            npv,
            "IRR",
            "ROI",
            language.say("Payback (years)"),
            language.say("Risk of 10"),
            language.say("Score"));
    text.append("\n| ").append(String.join(" | ", heads)).append(" |\n");
    text.append("|---").repeat("|---:", heads.size() - 1).append("|\n");
    for (String name : options.propertyNames()) {
      JsonNode each = options.path(name);
      text.append(
          "| %s | %s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  plain(name),
                  number(each.path("npv")),
                  percent(each.path("irr")),
                  percent(each.path("expected_roi").path("mid")),
                  number(each.path("payback")),
                  number(each.path("risk_score")),
                  number(each.path("score"))));
    }
  }

  private void risks() {
    if (result.path("critical_risks").isEmpty()) {
      return;
    }
    heading("Critical risks");
    int left = LONGEST_LIST;
    for (JsonNode each : result.path("critical_risks")) {
      if (left-- > 0) {
        JsonNode loss = each.path("expected_loss");
        String description = each.path("description").asString("");
        String option = each.path("option").asString("");
        text.append("- ")
            .append(option.isEmpty() || description.contains(option) ? "" : plain(option) + ": ")
            .append(plain(description))
            .append(loss.isNumber() ? language.say(", expected loss: %s", number(loss)) : "")
            .append(source(each))
            .append('\n');
      }
    }
  }

  private void list(String title, String member, String words) {
    if (result.path(member).isEmpty()) {
      return;
    }
    heading(title);
    int left = LONGEST_LIST;
    for (JsonNode each : result.path(member)) {
      if (left-- > 0) {
        text.append("- ")
            .append(plain(each.path(words).asString("")))
            .append(source(each))
            .append('\n');
      }
    }
  }

  private void plan() {
    if (result.path("implementation_plan").isEmpty()) {
      return;
    }
    heading("Plan");
    for (JsonNode each : result.path("implementation_plan")) {
      String when = each.path("timeline").asString("");
      text.append(
          "- %s%s: %s%s%n"
              .formatted(
                  plain(each.path("phase").asString("")),
                  when.isEmpty() ? "" : " (" + plain(when) + ")",
                  plain(each.path("description").asString("")),
                  source(each)));
    }
  }

  private void contradictions() {
    if (result.path("contradictions").isEmpty()) {
      return;
    }
    heading("Contradictions");
    for (JsonNode each : result.path("contradictions")) {
      String option = each.path("option").asString("");
      text.append("- ")
          .append(option.isEmpty() ? "" : plain(option) + ": ")
          .append(contradiction(each));
      each.path("where")
          .forEach(where -> text.append(" > ").append(plain(where.path("quote").asString(""))));
      text.append('\n');
    }
  }

  private String contradiction(JsonNode found) {
    String kind = found.path("kind").asString("");
    return switch (kind) {
      case "budget_exceeded" -> language.say("over the budget") + numbers(found, false);
      case "deadline_missed" ->
          language.say("misses the deadline, in months") + numbers(found, false);
      case "payback_wrong" -> language.say("payback is wrong, in years") + numbers(found, false);
      case "npv_wrong" -> language.say("net present value is wrong") + numbers(found, false);
      case "roi_wrong" -> language.say("return on investment is wrong") + numbers(found, true);
      case "irr_wrong" -> language.say("IRR is wrong") + numbers(found, true);
      case "probability_sum" ->
          language.say("probabilities add up to %s", percent(found.path("computed")));
      default -> kind + numbers(found, false);
    };
  }

  private String numbers(JsonNode found, boolean percent) {
    JsonNode computed = found.path("computed");
    String stated = percent ? percent(found.path("stated")) : number(found.path("stated"));
    return computed.isNumber()
        ? language.say(
            " (stated %s, computed %s)", stated, percent ? percent(computed) : number(computed))
        : language.say(" (stated %s)", stated);
  }

  private void assumptions() {
    if (result.path("assumptions").isEmpty()) {
      return;
    }
    heading("Assumptions");
    for (JsonNode each : result.path("assumptions")) {
      JsonNode value = each.path("value");
      text.append(
          "- %s%s%s%n"
              .formatted(
                  plain(each.path("text").asString("")),
                  value.isNull() || value.isMissingNode() ? "" : ": " + plain(value.asString("")),
                  source(each)));
    }
  }

  private String source(JsonNode item) {
    String source = item.path("source").asString("");
    return source.isEmpty() ? "" : " (" + language.say(source) + ")";
  }

  private void heading(String title) {
    text.append("\n### ").append(language.say(title)).append('\n');
  }

  private void line(String said) {
    text.append(said).append("\n\n");
  }

  private static String number(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%.2f", value.asDouble()) : "-";
  }

  private static String percent(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%.1f %%", 100 * value.asDouble()) : "-";
  }

  private static String plain(String text) {
    return text.replace("|", "/").replace("<", "&lt;").replaceAll("\\s+", " ");
  }
}
