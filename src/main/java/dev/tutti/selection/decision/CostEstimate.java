package dev.tutti.selection.decision;

import dev.tutti.call.DeploymentId;
import dev.tutti.chat.Usage;
import java.util.OptionalLong;

/** Estimate of what a usage costs at a deployment, in billionths of a dollar. */
@FunctionalInterface
public interface CostEstimate {
  /** No price is known. */
  CostEstimate NONE = (_, _) -> OptionalLong.empty();

  /** The cost; empty where no price is known. */
  OptionalLong nanoDollars(DeploymentId target, Usage usage);
}
