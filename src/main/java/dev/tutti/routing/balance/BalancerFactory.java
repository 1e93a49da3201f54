package dev.tutti.routing.balance;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A kind of balancing, found by its name in {@code balance}. A plugin adds one with a file {@code
 * META-INF/services/dev.tutti.routing.balance.BalancerFactory} that names a class with a public
 * constructor without parameters. It cannot take the place of a kind that Tutti has; one that
 * cannot be used is left out and named in the log. {@code docs/balancing.md} has a whole example,
 * which is tested.
 */
public interface BalancerFactory {
  /** The word in the configuration, of lower-case letters and {@code _}. */
  String name();

  /** A balancer for an alias with these members, at least one. */
  Balancer create(List<Candidate> members, RandomGenerator random);
}
