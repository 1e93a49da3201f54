package dev.tutti.followup.classifier;

import java.util.List;

/**
 * What the classifier makes of a message.
 *
 * @param probability that it needs what was said before, 0 to 1
 * @param newTopic probability that it begins a topic of its own, if it needs nothing, 0 to 1
 * @param forFollowUp reasons in words that it needs what was said before, the strongest first
 * @param against reasons in words that it does not, the strongest first
 */
public record Assessment(
    double probability, double newTopic, List<String> forFollowUp, List<String> against) {
  /** Copies the lists. */
  public Assessment {
    forFollowUp = List.copyOf(forFollowUp);
    against = List.copyOf(against);
  }
}
