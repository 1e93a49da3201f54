package dev.tutti.routing;

import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The kinds of balancing that Tutti has. */
record BuiltInBalancer(String name, BiFunction<List<Candidate>, RandomGenerator, Balancer> made)
    implements BalancerFactory {

  static Stream<BuiltInBalancer> all() {
    return Stream.of(
        new BuiltInBalancer("round_robin", (members, _) -> new RoundRobin(members)),
        new BuiltInBalancer("weighted", (members, _) -> new RoundRobin(members)));
  }

  @Override
  public Balancer create(List<Candidate> members, RandomGenerator random) {
    return made.apply(members, random);
  }
}
