package dev.tutti.application.decision.simulation;

/**
 * Distribution over an input's range: triangular, or PERT, which is a beta distribution whose
 * shapes follow from the most likely value.
 *
 * <p>Beta comes from two gamma variates, whose shapes are at least 1 here.
 *
 * @param pert whether it is PERT
 * @param lambda weight of the most likely value, for PERT
 */
public record RangeDistribution(boolean pert, double lambda) {
  /** Usual PERT. */
  public static final RangeDistribution PERT = new RangeDistribution(true, 4);

  /** Triangular. */
  public static final RangeDistribution TRIANGULAR = new RangeDistribution(false, 0);

  double draw(UncertainInput input, RandomVariates random) {
    if (input.fixed()) {
      return input.mid();
    }
    return pert ? pert(input, random) : triangular(input, random.uniform());
  }

  private static double triangular(UncertainInput input, double share) {
    double width = input.high() - input.low();
    double left = input.mid() - input.low();
    return share < left / width
        ? input.low() + Math.sqrt(share * width * left)
        : input.high() - Math.sqrt((1 - share) * width * (width - left));
  }

  private double pert(UncertainInput input, RandomVariates random) {
    double width = input.high() - input.low();
    double up = random.gamma(1 + lambda * (input.mid() - input.low()) / width);
    double down = random.gamma(1 + lambda * (input.high() - input.mid()) / width);
    return input.low() + width * (up / (up + down));
  }
}
