package dev.tutti.routing.balance;

import java.util.List;

/**
 * Policy that chooses one of several deployments. One balancer serves one alias, from all event
 * loops at once: it is thread-safe and never blocks.
 */
public interface Balancer {

  /**
   * The one to ask now, of at least two that may be asked; a single one is asked without a choice.
   */
  Candidate choose(List<Candidate> candidates, RoutingRequest routing);

  /** The same candidates, the likeliest first; changes nothing. For explanations. */
  List<Candidate> ranking(List<Candidate> candidates, RoutingRequest routing);
}
