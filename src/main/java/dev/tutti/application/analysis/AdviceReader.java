package dev.tutti.application.analysis;

import dev.tutti.chat.Json;
import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.verify.ClaimVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reader of a summary and of recommendations: ids become numbers, a sentence with a number that no
 * document has is left out, and advice must rest on items that were checked. For one thread.
 */
final class AdviceReader {
  private static final int MOST = 20;
  private static final int LONGEST = 4_000;
  private static final Pattern ID = Pattern.compile("\\[\\[\\s*m(\\d{1,4})\\s*]]");
  private static final Pattern SENTENCE = Pattern.compile("(?<=[。！？\\n])|(?<=[.!?])(?=\\s)");
  private static final Set<String> LEVELS = Set.of("low", "medium", "high");

  private final AnalysisItems items;
  private final List<AnalysisSource> sources;

  AdviceReader(AnalysisItems items, List<AnalysisSource> sources) {
    this.items = items;
    this.sources = sources;
  }

  /** Summary; empty where nothing of it could be kept. */
  Optional<String> summary(JsonNode answer) {
    var kept = new StringBuilder();
    for (var sentence : SENTENCE.split(bounded(answer.path("summary")))) {
      if (sentence.isBlank() || isSupported("summary", sentence)) {
        kept.append(filled(sentence));
      }
    }
    return Optional.of(kept.toString().strip()).filter(text -> !text.isEmpty());
  }

  private static String bounded(JsonNode text) {
    var said = text.asString("");
    return said.length() > LONGEST ? said.substring(0, LONGEST) : said;
  }

  /** Whether a text has no number that is neither of an id nor of a document. */
  private boolean isSupported(String type, String said) {
    var text = ID.matcher(said).replaceAll(" ");
    var strays = strays(text);
    boolean unknown = ID.matcher(said).results().anyMatch(each -> metric(each.group(1)).isEmpty());
    boolean instruction =
        BlockWriter.instructs(text) || sources.stream().anyMatch(each -> each.hidden().in(text));
    if (strays.isEmpty() && !unknown && !instruction) {
      return true;
    }
    items.checks().stray(strays.size());
    var reason =
        instruction
            ? "the text repeats a hidden or instruction-like passage"
            : unknown ? "an id of no metric" : "stray numbers: " + String.join(", ", strays);
    items.reject(type, said.strip(), "", new ClaimVerdict("unverified", reason, null));
    return false;
  }

  private List<String> strays(String text) {
    List<String> strays = null;
    for (var source : sources) {
      var these = source.verifier().strays(text);
      if (strays == null) {
        strays = new ArrayList<>(these);
      } else {
        strays.retainAll(these);
      }
    }
    return strays == null ? List.of() : strays;
  }

  private Optional<FoundMetric> metric(String digits) {
    int place = Integer.parseInt(digits) - 1;
    return place >= 0 && place < items.metrics().size()
        ? Optional.of(items.metrics().get(place))
        : Optional.empty();
  }

  private String filled(String text) {
    return ID.matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(metric(found.group(1)).map(FoundMetric::raw).orElse("")));
  }

  /** Recommendations that rest on items. */
  ArrayNode recommendations(JsonNode answer) {
    var list = Json.array();
    for (var each : answer.path("recommendations")) {
      if (list.size() < MOST) {
        recommendation(each).ifPresent(list::add);
      }
    }
    return list;
  }

  private Optional<ObjectNode> recommendation(JsonNode said) {
    var text = bounded(said.path("text")).strip();
    var evidence = Json.array();
    for (var id : said.path("evidence")) {
      if (exists(id.asString("")) && evidence.size() < MOST) {
        evidence.add(id.asString());
      }
    }
    if (text.isEmpty() || !isSupported("recommendation", text)) {
      return Optional.empty();
    }
    if (evidence.isEmpty()) {
      items.reject(
          "recommendation",
          text,
          "",
          new ClaimVerdict("unverified", "it names no item that was checked", null));
      return Optional.empty();
    }
    var priority = said.path("priority").asString("");
    var json =
        Json.object()
            .put("text", filled(text))
            .put("priority", LEVELS.contains(priority) ? priority : null);
    json.set("evidence", evidence);
    return Optional.of(json.put("source", "judged"));
  }

  private boolean exists(String id) {
    if (!id.matches("[imr]\\d{1,4}")) {
      return false;
    }
    int place = Integer.parseInt(id.substring(1));
    int size =
        switch (id.charAt(0)) {
          case 'i' -> items.insights().size();
          case 'm' -> items.metrics().size();
          default -> items.risks().size();
        };
    return place >= 1 && place <= size;
  }
}
