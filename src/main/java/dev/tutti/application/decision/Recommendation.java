package dev.tutti.application.decision;

import dev.tutti.application.decision.finance.CashFlows;
import dev.tutti.application.decision.scoring.RankStability;
import dev.tutti.application.decision.scoring.ScoreTable;
import dev.tutti.application.decision.scoring.WeightFlip;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Recommendation, or that there is none. Confidence is the share of draws in which the first option
 * stays first, by the share of the criteria that could be compared; it is never anybody's feeling.
 *
 * @param leaders options that are first
 * @param stable share of draws in which the first stays first
 * @param basis what the ranks are by: weighted_sum or npv
 * @param worthless whether even the first one loses money
 */
record Recommendation(
    List<String> leaders,
    @Nullable Double stable,
    double completeness,
    String basis,
    boolean worthless) {
  private static final double NEAR = 1e-9;

  /** By scores, where there are any; else by net present values. */
  static Optional<Recommendation> of(
      OptionScores scores,
      @Nullable RankStability stability,
      Map<String, CashFlows> flows,
      Map<String, Double> firsts) {
    Optional<ScoreTable> table = scores.table();
    if (table.isPresent() && stability != null) {
      List<Integer> leaders = ScoreTable.leaders(table.get().sums());
      return Optional.of(
          new Recommendation(
              leaders.stream().map(table.get().options()::get).toList(),
              stability.shares().get(leaders.getFirst()),
              scores.completeness(),
              "weighted_sum",
              false));
    }
    return flows.size() < 2 ? Optional.empty() : Optional.of(byNpv(flows, firsts));
  }

  private static Recommendation byNpv(Map<String, CashFlows> flows, Map<String, Double> firsts) {
    double best = flows.values().stream().mapToDouble(CashFlows::npv).max().orElse(0);
    List<String> leaders =
        flows.entrySet().stream()
            .filter(each -> each.getValue().npv() >= best - NEAR * Math.max(1, Math.abs(best)))
            .map(Map.Entry::getKey)
            .toList();
    return new Recommendation(leaders, firsts.get(leaders.getFirst()), 1, "npv", best <= 0);
  }

  /** Confidence from 0 to 1; none where several are first. */
  @Nullable Double confidence() {
    return leaders.size() > 1 || stable == null ? null : (Double) (stable * completeness);
  }

  void write(ObjectNode into, DecisionRequest request, OptionScores scores) {
    Double confidence = confidence();
    boolean clear = confidence != null && confidence >= request.confidence() && !worthless;
    into.put("recommended_option", clear ? leaders.getFirst() : null);
    FigureJson.put(into, "confidence_score", confidence);
    ObjectNode basis = into.putObject("confidence").put("ranked_by", this.basis);
    FigureJson.put(basis, "rank_stability", leaders.size() > 1 ? null : stable);
    FigureJson.put(basis, "completeness", completeness);
    FigureJson.put(basis, "wanted", request.confidence());
    into.put("reason", clear ? null : reason());
    if (leaders.size() > 1) {
      into.set("tied", FigureJson.texts(leaders));
    }
    var deciding = into.putArray("what_would_decide");
    scores
        .missing()
        .forEach(
            (criterion, options) ->
                deciding
                    .addObject()
                    .put("kind", "value")
                    .put("criterion", criterion)
                    .set("missing_for", FigureJson.texts(options)));
    scores.table().flatMap(WeightFlip::of).ifPresent(flip -> flip(deciding.addObject(), flip));
  }

  private static void flip(ObjectNode into, WeightFlip flip) {
    into.put("kind", "weight").put("criterion", flip.criterion());
    FigureJson.put(into, "from", flip.from());
    FigureJson.put(into, "to", flip.to());
    into.put("winner", flip.winner());
  }

  private String reason() {
    return worthless ? "every option loses money at this discount rate" : "no clear winner";
  }
}
