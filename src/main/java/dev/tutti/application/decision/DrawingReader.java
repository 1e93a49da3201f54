package dev.tutti.application.decision;

import dev.tutti.application.decision.DecisionRequest.Drawing;
import dev.tutti.application.decision.simulation.InputCorrelation;
import dev.tutti.application.decision.simulation.MonteCarlo;
import dev.tutti.application.decision.simulation.RangeDistribution;
import dev.tutti.application.decision.simulation.RankCorrelation;
import dev.tutti.application.decision.simulation.UncertainInput;
import dev.tutti.chat.Fault;
import java.util.List;

/** Reader of how a request wants its inputs to be drawn: {@code monte_carlo}. */
final class DrawingReader {
  private static final int MOST_DRAWS = 100_000;
  private static final int MOST_CORRELATIONS = 200;

  /** Draws of correlated inputs are all in memory at once. */
  private static final int MOST_CORRELATED = 2_000_000;

  private DrawingReader() {}

  /**
   * @param fields of the drawing
   * @param inputs that may be drawn, those of ranges included
   */
  static Drawing read(DecisionFields fields, DecisionFields body, List<UncertainInput> inputs) {
    String kind = fields.text("distribution", "pert");
    double lambda =
        fields.number(
            "lambda", fields.number("lambda_", RangeDistribution.PERT.lambda(), 0, 1e3), 0, 1e3);
    RangeDistribution distribution =
        switch (kind) {
          case "pert" -> new RangeDistribution(true, lambda);
          case "triangular" -> RangeDistribution.TRIANGULAR;
          default -> throw fields.wrong("distribution", "pert or triangular");
        };
    int draws = fields.whole("draws", MonteCarlo.DRAWS, 100, MOST_DRAWS);
    double seed = body.number("seed", 1, -9e15, 9e15);
    return new Drawing(distribution, draws, (long) seed, correlations(fields, inputs, draws));
  }

  private static List<InputCorrelation> correlations(
      DecisionFields fields, List<UncertainInput> inputs, int draws) {
    List<InputCorrelation> all =
        fields.objects("correlations", MOST_CORRELATIONS, each -> correlation(each, inputs));
    if (!all.isEmpty() && (long) inputs.size() * draws > MOST_CORRELATED) {
      throw Fault.invalid(
          "monte_carlo.draws",
          "%d of %d inputs with correlations (expected: at most %d in all)"
              .formatted(draws, inputs.size(), MOST_CORRELATED));
    }
    try {
      var _ = RankCorrelation.of(all);
    } catch (IllegalArgumentException e) {
      throw Fault.invalid("monte_carlo.correlations", String.valueOf(e.getMessage()));
    }
    return all;
  }

  private static InputCorrelation correlation(DecisionFields fields, List<UncertainInput> inputs) {
    int a = place(fields, "a", inputs);
    int b = place(fields, "b", inputs);
    if (a == b) {
      throw fields.wrong("b", "another input than a");
    }
    return new InputCorrelation(a, b, fields.number("correlation", -1, 1));
  }

  private static int place(DecisionFields fields, String member, List<UncertainInput> inputs) {
    String name = fields.name(member);
    for (int place = 0; place < inputs.size(); place++) {
      if (inputs.get(place).name().equals(name)) {
        return place;
      }
    }
    List<String> names = inputs.stream().map(UncertainInput::name).limit(20).toList();
    throw fields.wrong(member, "an input, one of " + String.join(", ", names));
  }
}
