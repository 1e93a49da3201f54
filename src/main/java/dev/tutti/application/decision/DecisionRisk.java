package dev.tutti.application.decision;

import dev.tutti.application.decision.simulation.ChanceLoss;
import dev.tutti.application.decision.simulation.RatedRisk;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Risk of a decision: with its ranks, with a probability and a loss, or with both.
 *
 * @param origin of its probability and loss
 */
record DecisionRisk(
    String name, @Nullable RatedRisk rated, @Nullable ChanceLoss loss, FigureOrigin origin) {

  /** Risk that an object says: likelihood and impact, probability and loss, or all four. */
  static DecisionRisk read(DecisionFields fields) {
    boolean loss = fields.has("probability") || fields.has("loss");
    boolean rated = !loss || fields.has("likelihood") || fields.has("impact");
    String name = fields.name("name");
    return new DecisionRisk(
        name,
        rated ? rated(fields, name) : null,
        loss ? new ChanceLoss(fields.number("probability", 0, 1), fields.loss("loss")) : null,
        OptionReader.origin(fields));
  }

  private static RatedRisk rated(DecisionFields fields, String name) {
    fields.number("likelihood", 1, RatedRisk.MOST);
    fields.number("impact", 1, RatedRisk.MOST);
    return new RatedRisk(
        name,
        fields.whole("likelihood", 1, 1, RatedRisk.MOST),
        fields.whole("impact", 1, 1, RatedRisk.MOST));
  }

  /** Risks that have ranks. */
  static List<RatedRisk> rated(List<DecisionRisk> risks) {
    return risks.stream().flatMap(each -> Stream.ofNullable(each.rated())).toList();
  }

  /** Sum of the losses that are expected; null where no risk has one. */
  static @Nullable Double expectedLoss(List<DecisionRisk> risks) {
    List<ChanceLoss> losses =
        risks.stream().flatMap(each -> Stream.ofNullable(each.loss())).toList();
    return losses.isEmpty()
        ? null
        : (Double) losses.stream().mapToDouble(ChanceLoss::expected).sum();
  }
}
