package dev.tutti.application.decision.plan;

import java.util.List;

/**
 * Phase of a plan.
 *
 * @param description what is done
 * @param needs ids of phases that end before
 * @param resources as the input names them
 */
public record PlanPhase(
    String id, String description, double days, List<String> needs, List<String> resources) {

  public PlanPhase {
    needs = List.copyOf(needs);
    resources = List.copyOf(resources);
  }
}
