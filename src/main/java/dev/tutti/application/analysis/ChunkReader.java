package dev.tutti.application.analysis;

import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.verify.ClaimVerdict;
import dev.tutti.document.verify.DocumentClaim.ClaimedChange;
import dev.tutti.document.verify.DocumentClaim.InsightClaim;
import dev.tutti.document.verify.DocumentClaim.MetricClaim;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reader of what a model says of a chunk: each item is held against the whole document, whichever
 * block or page it names. For one thread.
 */
final class ChunkReader {
  private static final int MOST_OF_CHUNK = 60;
  private static final int MOST_TEXT = 1_000;
  private static final int MOST_DIGITS = 60;
  private static final Set<String> KINDS = Set.of("absolute", "percent", "points", "multiple");
  private static final Set<String> LEVELS = Set.of("low", "medium", "high");
  private static final String MODEL = "model";

  private final AnalysisItems items;
  private final AnalysisParameters parameters;

  ChunkReader(AnalysisItems items, AnalysisParameters parameters) {
    this.items = items;
    this.parameters = parameters;
  }

  /** Reads the answer about a chunk; gives the items that could be put right. */
  List<RejectedItem> read(AnalysisSource source, JsonNode answer) {
    List<RejectedItem> rejected = new ArrayList<>();
    for (var each : readings(source, answer)) {
      items.checks().add(each);
      if (each.verdict().verified()) {
        each.keep().run();
        continue;
      }
      var entry = items.reject(each.type(), each.shown(), each.quote(), each.verdict());
      if (each.repairable()) {
        rejected.add(new RejectedItem(each, entry));
      }
    }
    return rejected;
  }

  /** Reads what a model says instead of rejected items; what is wrong again changes nothing. */
  void repair(AnalysisSource source, JsonNode answer, List<RejectedItem> rejected) {
    List<@Nullable RejectedItem> left = new ArrayList<>(rejected);
    for (var each : readings(source, answer)) {
      int number = each.said().path("repairs").asInt(0);
      if (number < 1 || number > rejected.size() || !each.verdict().verified()) {
        continue;
      }
      var item = left.get(number - 1);
      if (item != null && item.reading().type().equals(each.type())) {
        left.set(number - 1, null);
        each.keep().run();
        items.withdraw(item);
        items.checks().repaired(item.reading(), each);
      }
    }
  }

  private List<ItemReading> readings(AnalysisSource source, JsonNode answer) {
    List<ItemReading> readings = new ArrayList<>();
    if (!parameters.isRisk()) {
      some(answer.path("insights")).forEach(each -> readings.add(insight(source, each)));
    }
    if (parameters.metrics()) {
      some(answer.path("metrics")).forEach(each -> readings.add(metric(source, each)));
    }
    if (!parameters.isSummary()) {
      some(answer.path("risks")).forEach(each -> readings.add(risk(source, each)));
    }
    return readings;
  }

  private static List<JsonNode> some(JsonNode list) {
    return list.isArray() ? list.valueStream().limit(MOST_OF_CHUNK).toList() : List.of();
  }

  private ItemReading insight(AnalysisSource source, JsonNode said) {
    var text = text(said, "text");
    return statement(
        source,
        "insight",
        said,
        text,
        at -> items.addInsight(new FoundStatement(text, null, null, at, MODEL)));
  }

  private ItemReading risk(AnalysisSource source, JsonNode said) {
    var text = text(said, "description");
    var likelihood = level(said.path("likelihood"));
    var impact = level(said.path("impact"));
    return statement(
        source,
        "risk",
        said,
        text,
        at -> items.addRisk(new FoundStatement(text, likelihood, impact, at, MODEL)));
  }

  private static @Nullable String level(JsonNode said) {
    var word = said.asString("");
    return LEVELS.contains(word) ? word : null;
  }

  private static ItemReading statement(
      AnalysisSource source, String type, JsonNode said, String text, Consumer<CitedPlace> keep) {
    var quote = text(said, "quote");
    var verdict = source.verifier().verdict(new InsightClaim(text, quote));
    var at = verdict.citation();
    if (text.isBlank()) {
      verdict = new ClaimVerdict("unverified", "no text", at);
    } else if (BlockWriter.instructs(text) || source.hidden().in(text)) {
      verdict = new ClaimVerdict("rejected", ItemReading.CONCEALED, null);
    }
    return new ItemReading(
        type,
        said,
        text,
        quote,
        verdict,
        at == null ? () -> {} : kept(new CitedPlace(source, at), keep));
  }

  private static Runnable kept(CitedPlace place, Consumer<CitedPlace> keep) {
    return () -> keep.accept(place);
  }

  private ItemReading metric(AnalysisSource source, JsonNode said) {
    var quote = text(said, "quote");
    var name = text(said, "name");
    var shown = name + " = " + value(said) + " " + text(said, "unit");
    var verdict = new ClaimVerdict("rejected", "the value is no decimal number", null);
    var claimed = decimal(said.path("value"));
    for (var value : ClaimedValues.of(claimed, value(said), text(said, "unit"))) {
      verdict = source.verifier().verdict(claim(said, name, value, quote));
      if (verdict.verified()) {
        break;
      }
    }
    var at = verdict.citation();
    var number =
        at == null || !verdict.verified() ? null : number(said, source.verifier().read(at.quote()));
    if (verdict.verified() && number == null) {
      verdict = new ClaimVerdict("mismatch", "the quote holds no such number", at);
    }
    return new ItemReading(
        "metric",
        said,
        shown.strip(),
        quote,
        verdict,
        at == null || number == null
            ? () -> {}
            : kept(name, number, new CitedPlace(source, at), said));
  }

  private Runnable kept(String name, NumberMention number, CitedPlace place, JsonNode said) {
    return () ->
        items.addMetric(
            new FoundMetric(
                name,
                number,
                number.raw(place.at().quote()),
                period(place.source(), said, number),
                change(said.path("change")),
                place,
                MODEL));
  }

  private static @Nullable String period(
      AnalysisSource source, JsonNode said, NumberMention number) {
    if (!text(said, "period").isEmpty()) {
      return text(said, "period");
    }
    return number.sense().period() == null
        ? source.verifier().titlePeriod()
        : number.sense().period();
  }

  private static MetricClaim claim(JsonNode said, String name, BigDecimal value, String quote) {
    var kind = text(said, "kind");
    return new MetricClaim(
        name,
        value,
        orNull(text(said, "unit")),
        KINDS.contains(kind) ? kind : null,
        orNull(text(said, "period")),
        quote,
        change(said.path("change")));
  }

  private static @Nullable String orNull(String text) {
    return text.isBlank() ? null : text;
  }

  private static @Nullable ClaimedChange change(JsonNode said) {
    var value = decimal(said.path("value"));
    var kind = text(said, "kind");
    return value == null || !KINDS.contains(kind)
        ? null
        : new ClaimedChange(value, kind, orNull(text(said, "basis")));
  }

  /** The number of the quote that the verified value is. */
  private static @Nullable NumberMention number(JsonNode said, List<NumberMention> read) {
    for (var value :
        ClaimedValues.of(decimal(said.path("value")), value(said), text(said, "unit"))) {
      for (var each : read) {
        if (each.exact() && each.amount().compareTo(value) == 0) {
          return each;
        }
      }
    }
    return null;
  }

  static @Nullable BigDecimal decimal(JsonNode value) {
    var text = value.asString("").strip();
    try {
      if (!text.isEmpty() && text.length() <= MOST_DIGITS) {
        var number = new BigDecimal(text);
        return Math.abs(number.scale()) <= MOST_DIGITS ? number : null;
      }
    } catch (NumberFormatException _) {
      // no number
    }
    return null;
  }

  /** Value as it is said: a number, or a text. */
  private static String value(JsonNode said) {
    return bounded(said.path("value").asString(""));
  }

  private static String text(JsonNode said, String name) {
    return said.path(name).isString() ? bounded(said.path(name).asString().strip()) : "";
  }

  private static String bounded(String text) {
    return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text;
  }
}
