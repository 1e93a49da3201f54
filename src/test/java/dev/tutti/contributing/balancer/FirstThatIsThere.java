package dev.tutti.contributing.balancer;

import dev.tutti.routing.balance.Balancer;
import dev.tutti.routing.balance.BalancerFactory;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.RoutingRequest;
import java.util.List;
import java.util.random.RandomGenerator;

/** Asks the deployments in the order of the configuration: a main one, and its reserves. */
public final class FirstThatIsThere implements BalancerFactory, Balancer {
  @Override
  public String name() {
    return "first";
  }

  @Override
  public Balancer create(List<Candidate> members, RandomGenerator random) {
    return this;
  }

  @Override
  public Candidate choose(List<Candidate> candidates, RoutingRequest routing) {
    return candidates.getFirst();
  }

  @Override
  public List<Candidate> ranking(List<Candidate> candidates, RoutingRequest routing) {
    return candidates;
  }
}
