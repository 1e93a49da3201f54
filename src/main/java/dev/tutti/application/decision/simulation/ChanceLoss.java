package dev.tutti.application.decision.simulation;

/**
 * Loss of a risk and how likely it is, so that it can be expected. Losses that are expected may be
 * added up, whether or not their risks depend on each other.
 *
 * @param probability 0 to 1
 * @param loss 0 or more
 */
public record ChanceLoss(double probability, double loss) {

  /** Loss in the mean of many such cases. */
  public double expected() {
    return probability * loss;
  }
}
