package dev.tutti.routing.balance;

import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The kinds of balancing that Tutti has. */
record BuiltInBalancer(String name, BiFunction<List<Candidate>, RandomGenerator, Balancer> made)
    implements BalancerFactory {

  /** {@code weighted} is another word for {@code round_robin}, which honours weights anyway. */
  static Stream<BuiltInBalancer> all() {
    return Stream.of(
        new BuiltInBalancer("round_robin", (members, _) -> new RoundRobin(members)),
        new BuiltInBalancer("weighted", (members, _) -> new RoundRobin(members)),
        new BuiltInBalancer("least_in_flight", (_, random) -> LowestFigure.inFlight(random)),
        new BuiltInBalancer("least_latency", (_, random) -> new LeastLatency(random)),
        new BuiltInBalancer("lowest_cost", (_, random) -> LowestFigure.price(random)),
        new BuiltInBalancer("least_used", (_, random) -> LowestFigure.use(random)),
        new BuiltInBalancer("sticky", (_, random) -> new Sticky(random)));
  }

  @Override
  public Balancer create(List<Candidate> members, RandomGenerator random) {
    return made.apply(members, random);
  }
}
