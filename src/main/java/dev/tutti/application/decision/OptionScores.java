package dev.tutti.application.decision;

import dev.tutti.application.decision.DecisionOption.SourcedValue;
import dev.tutti.application.decision.finance.CashFlows;
import dev.tutti.application.decision.scoring.RankStability;
import dev.tutti.application.decision.scoring.ScoreTable;
import dev.tutti.application.decision.scoring.Topsis;
import dev.tutti.application.decision.scoring.WeightFlip;
import dev.tutti.application.decision.scoring.WeightedCriterion;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Scores of a request's options. A criterion for which an option has no value compares nobody: it
 * is left out, and so is its weight from the completeness.
 */
final class OptionScores {
  private final DecisionRequest request;
  private final CriterionValues values;
  private final List<AskedCriterion> compared = new ArrayList<>();
  private final Map<String, List<String>> missing = new LinkedHashMap<>();

  OptionScores(DecisionRequest request, Map<String, CashFlows> flows) {
    this.request = request;
    this.values = new CriterionValues(flows);
    for (AskedCriterion criterion : request.criteria()) {
      List<String> without =
          request.options().stream()
              .filter(option -> values.of(option, criterion) == null)
              .map(DecisionOption::name)
              .toList();
      if (without.isEmpty()) {
        compared.add(criterion);
      } else {
        missing.put(criterion.name(), without);
      }
    }
  }

  /** Names of the options without a value, by the criteria that were left out. */
  Map<String, List<String>> missing() {
    return missing;
  }

  /** Share of the weights whose criteria were compared. */
  double completeness() {
    return weight(compared) / weight(request.criteria());
  }

  private static double weight(List<AskedCriterion> criteria) {
    return criteria.stream().mapToDouble(each -> each.weighted().weight()).sum();
  }

  /** Table of what can be compared, if anything can. */
  Optional<ScoreTable> table() {
    if (request.options().isEmpty() || weight(compared) <= 0) {
      return Optional.empty();
    }
    List<List<Double>> rows = new ArrayList<>();
    for (DecisionOption option : request.options()) {
      List<Double> row = new ArrayList<>();
      for (AskedCriterion criterion : compared) {
        SourcedValue value = values.of(option, criterion);
        row.add(value == null ? 0 : value.value());
      }
      rows.add(row);
    }
    return Optional.of(
        new ScoreTable(
            compared.stream().map(AskedCriterion::weighted).toList(),
            request.options().stream().map(DecisionOption::name).toList(),
            rows));
  }

  /** Everything about scores, as JSON; returns the stability of the ranks. */
  @Nullable RankStability write(ObjectNode into) {
    weights(into);
    if (!missing.isEmpty()) {
      ObjectNode left = into.putObject("left_out");
      missing.forEach((criterion, options) -> left.set(criterion, FigureJson.texts(options)));
    }
    if (table().isEmpty()) {
      return null;
    }
    ScoreTable table = table().get();
    figures(into, "weighted_sum", table, table.sums());
    scores(into.putObject("scores"), table);
    double[] closeness = Topsis.byVector(table);
    figures(into, "topsis", table, closeness);
    figures(into, "topsis_minmax", table, Topsis.byRange(table));
    first(into, "topsis_winner", table, closeness);
    first(into, "winner", table, table.sums());
    RankStability stability = RankStability.of(table, request.drawing().seed());
    stability(into.putObject("stability"), table, stability);
    flip(into, table);
    dominated(into, table);
    return stability;
  }

  private void weights(ObjectNode into) {
    var weights = into.putArray("weights");
    double sum = weight(request.criteria());
    for (AskedCriterion criterion : request.criteria()) {
      WeightedCriterion weighted = criterion.weighted();
      ObjectNode each = weights.addObject().put("name", weighted.name());
      FigureJson.put(each, "weight", weighted.weight() / sum);
      each.put("direction", weighted.cost() ? "min" : "max");
      String origin = criterion.weight() == null ? "judged" : "given";
      each.put("source", origin).put("compared", compared.contains(criterion));
    }
  }

  private void scores(ObjectNode into, ScoreTable table) {
    for (int option = 0; option < table.options().size(); option++) {
      ObjectNode row = into.putObject(table.options().get(option));
      for (int criterion = 0; criterion < compared.size(); criterion++) {
        SourcedValue value = values.of(request.options().get(option), compared.get(criterion));
        ObjectNode each = row.putObject(compared.get(criterion).name());
        FigureJson.put(each, "score", table.score(option, criterion));
        if (value != null) {
          FigureJson.put(each, "value", value.value());
          each.put("source", value.origin().word());
        }
      }
    }
  }

  private static void figures(ObjectNode into, String name, ScoreTable table, double[] figures) {
    ObjectNode byOption = into.putObject(name);
    for (int option = 0; option < figures.length; option++) {
      FigureJson.put(byOption, table.options().get(option), figures[option]);
    }
  }

  private static void first(ObjectNode into, String name, ScoreTable table, double[] figures) {
    List<Integer> leaders = ScoreTable.leaders(figures);
    into.put(name, leaders.size() == 1 ? table.options().get(leaders.getFirst()) : null);
  }

  private static void stability(ObjectNode into, ScoreTable table, RankStability stability) {
    List<Integer> leaders = ScoreTable.leaders(table.sums());
    FigureJson.put(
        into,
        "share_first",
        leaders.size() == 1 ? stability.shares().get(leaders.getFirst()) : null);
    ObjectNode shares = into.putObject("share_by_option");
    for (int option = 0; option < table.options().size(); option++) {
      FigureJson.put(shares, table.options().get(option), stability.shares().get(option));
    }
    into.put("draws", stability.draws()).put("distribution", "Dirichlet(1,...,1)");
  }

  private static void flip(ObjectNode into, ScoreTable table) {
    Optional<WeightFlip> flip = WeightFlip.of(table);
    if (flip.isEmpty()) {
      into.putNull("smallest_flip");
      return;
    }
    ObjectNode each = into.putObject("smallest_flip").put("criterion", flip.get().criterion());
    FigureJson.put(each, "change", flip.get().change());
    FigureJson.put(each, "from", flip.get().from());
    FigureJson.put(each, "to", flip.get().to());
    each.put("winner", flip.get().winner());
  }

  private static void dominated(ObjectNode into, ScoreTable table) {
    var dominated = into.putArray("dominated");
    for (int option = 0; option < table.options().size(); option++) {
      List<String> by = table.dominators(option).stream().map(table.options()::get).toList();
      if (!by.isEmpty()) {
        ObjectNode each = Json.object().put("option", table.options().get(option));
        each.set("by", FigureJson.texts(by));
        dominated.add(each);
      }
    }
  }
}
