package dev.tutti.application.insight;

import dev.tutti.chat.Json;
import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.verify.ClaimVerifier;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prose of a model over computed figures: ids become numbers, and a sentence with a number that is
 * neither computed nor in the content is left out and listed. For one thread.
 */
final class InsightExplanation {
  private static final int MOST = 20;
  private static final int LONGEST = 4_000;
  private static final int MOST_CONTENT = 20_000;
  private static final Pattern ID = Pattern.compile("\\[\\[\\s*f(\\d{1,4})\\s*]]");
  private static final Pattern SENTENCE = Pattern.compile("(?<=[。！？\\n])|(?<=[.!?])(?=\\s)");

  private final NamedFigures figures;
  private final ClaimVerifier verifier;
  private final ArrayNode unsupported = Json.array();
  private int strays;

  InsightExplanation(NamedFigures figures, String content) {
    this.figures = figures;
    var known = new BlockWriter();
    known.block("paragraph", "figures: " + figures.all().size());
    figures.all().forEach(each -> known.block("paragraph", each.name() + ": " + each.printed()));
    known.block(
        "paragraph",
        content.length() > MOST_CONTENT ? content.substring(0, MOST_CONTENT) : content);
    this.verifier = new ClaimVerifier(known.finished());
  }

  /** Puts what can be kept of an answer into a result. */
  void addTo(ObjectNode result, ObjectNode answer) {
    result.put("explanation", prose(answer.path("explanation")).orElse(null));
    result.set("strategic_insights", insights(answer.path("strategic_insights")));
    result.set("unsupported", unsupported);
    ObjectNode checks = result.putObject("checks");
    checks.put("figures", figures.all().size()).put("stray_numbers", strays);
    checks.put("dropped", unsupported.size());
  }

  private Optional<String> prose(JsonNode said) {
    var kept = new StringBuilder();
    for (var sentence : SENTENCE.split(bounded(said))) {
      if (sentence.isBlank() || supported("explanation", sentence)) {
        kept.append(filled(sentence));
      }
    }
    return Optional.of(kept.toString().strip()).filter(text -> !text.isEmpty());
  }

  private static String bounded(JsonNode text) {
    var said = text.asString("");
    return said.length() > LONGEST ? said.substring(0, LONGEST) : said;
  }

  private ArrayNode insights(JsonNode said) {
    ArrayNode kept = Json.array();
    for (var each : said) {
      var text = bounded(each.path("text")).strip();
      if (text.isEmpty() || kept.size() >= MOST || !supported("insight", text)) {
        continue;
      }
      var one = kept.addObject().put("text", filled(text));
      var ids = one.putArray("figures");
      for (var id : each.path("figures")) {
        var name = id.asString("");
        if (name.matches("f\\d{1,4}") && figures.figure(name.substring(1)).isPresent()) {
          ids.add(name);
        }
      }
      one.put("source", "model");
    }
    return kept;
  }

  private boolean supported(String type, String said) {
    var text = ID.matcher(said).replaceAll(" ");
    List<String> unknown = verifier.strays(text);
    boolean wrongId =
        ID.matcher(said).results().anyMatch(each -> figures.figure(each.group(1)).isEmpty());
    if (unknown.isEmpty() && !wrongId && !BlockWriter.instructs(text)) {
      return true;
    }
    strays += unknown.size();
    var reason =
        wrongId
            ? "an id of no figure"
            : unknown.isEmpty()
                ? "it repeats an instruction"
                : "stray numbers: " + String.join(", ", unknown);
    if (unsupported.size() < MOST) {
      unsupported
          .addObject()
          .put("type", type)
          .put("text", said.strip())
          .put("verdict", "unverified")
          .put("reason", reason);
    }
    return false;
  }

  private String filled(String text) {
    return ID.matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    figures
                        .figure(found.group(1))
                        .map(NamedFigures.NamedFigure::printed)
                        .orElse("")));
  }

  /** Members of a result that nobody has explained. */
  static void none(ObjectNode result) {
    result.putNull("explanation");
    result.putArray("strategic_insights");
    result.putArray("unsupported");
    result.putObject("checks").put("figures", 0).put("stray_numbers", 0).put("dropped", 0);
  }
}
